/* SPDX-License-Identifier: GPL-2.0-only */
/* Writes first, and then looks for the first place from which what is left may be read. */
#include <linux/ring.h>

void ring_write(struct ring *ring, const char *text, size_t length)
{
	u32 mask = ring->size - 1, i;

	for (i = 0; i < length; i++) {
		bool full = ring->end - ring->start == ring->size;
		char first = ring->bytes[ring->start & mask];

		ring->bytes[ring->end++ & mask] = text[i];
		if (!full)
			continue;
		/* The oldest byte is gone: the rest of its line follows, if that line has an end. */
		ring->start++;
		if (first == '\n')
			continue;
		u32 at = ring->start;
		while (at != ring->end - 1 && ring->bytes[at & mask] != '\n')
			at++;
		if (at != ring->end - 1)
			ring->start = at + 1;
	}
}
