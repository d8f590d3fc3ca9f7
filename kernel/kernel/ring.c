/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <linux/ring.h>
#include <linux/string.h>

void ring_write(struct ring *ring, const char *text, size_t length)
{
	u32 at, n;

	for (; length; text += n, length -= n) {
		at = ring->end % ring->size;
		n = ring->size - at;
		if (n > length)
			n = length;
		memcpy(ring->bytes + at, text, n);
		ring->end += n;
	}
	if (ring->end - ring->start > ring->size)
		ring->start = ring->end - ring->size;
}
