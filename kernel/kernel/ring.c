/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <linux/ring.h>

void ring_write(struct ring *ring, const char *text, size_t length)
{
	for (; length; length--, text++) {
		if (ring->end - ring->start == ring->size)
			ring->start++;
		ring->bytes[ring->end++ % ring->size] = *text;
	}
}
