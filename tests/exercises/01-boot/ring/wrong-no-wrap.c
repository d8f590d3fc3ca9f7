/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: 4 GiB later: the ring begins in the middle of a line */
#include <linux/ring.h>

static void make_room(struct ring *ring)
{
	u32 at = ring->start;

	while (at < ring->end && ring->bytes[at % ring->size] != '\n')
		at++;
	ring->start = (at == ring->end ? ring->start : at) + 1;
}

void ring_write(struct ring *ring, const char *text, size_t length)
{
	for (; length; length--, text++) {
		if (ring->end - ring->start == ring->size)
			make_room(ring);
		ring->bytes[ring->end++ % ring->size] = *text;
	}
}
