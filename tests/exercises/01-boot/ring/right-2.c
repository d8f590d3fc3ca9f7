/* SPDX-License-Identifier: GPL-2.0-only */
/* Knows where the whole text ends before it stores a byte: chooses the new start first, and copies only what stays. */
#include <linux/ring.h>

static char byte_at(const struct ring *ring, const char *text, u32 at)
{
	return at - ring->start < ring->end - ring->start ? ring->bytes[at % ring->size] : text[at - ring->end];
}

static u32 first_that_stays(const struct ring *ring, const char *text, u32 end)
{
	u32 low = end - ring->size, at;

	if (end - ring->start <= ring->size)
		return ring->start;
	for (at = low; at != end; at++)
		if (byte_at(ring, text, at - 1) == '\n')
			return at;
	return low;
}

void ring_write(struct ring *ring, const char *text, size_t length)
{
	u32 end = ring->end + length, start = first_that_stays(ring, text, end), at;

	for (at = ring->end; at != end; at++)
		if (end - at <= ring->size)
			ring->bytes[at % ring->size] = text[at - ring->end];
	ring->start = start;
	ring->end = end;
}
