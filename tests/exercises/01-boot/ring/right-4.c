/* SPDX-License-Identifier: GPL-2.0-only */
/* A state machine: whether a lost line is still being eaten lives in a variable, and labels are values. */
#include <linux/ring.h>

#define AT(n) (*(ring->bytes + ((n) & ~(-ring->size))))

void ring_write(struct ring *const ring, const char *text, size_t length)
{
	static const void *const todo[2] = { &&store, &&full };
	const char *const behind = text + length;
	s32 complete = 0; /* newlines between start and end */
	u32 n;

	for (n = ring->start; n - ring->end; ++n)
		complete += AT(n) == '\n';
next:
	if (text == behind)
		return;
	goto *todo[(u32)(ring->end - ring->start) >= ring->size];
full:
	if (!complete) {
		++ring->start;
		goto store;
	}
eat:
	switch (AT(ring->start++)) {
	default:
		goto eat;
	case '\n':
		complete--;
	}
store:
	complete += '\n' == (AT(ring->end++) = *text++);
	goto next;
}
