/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/ring.h>

/*
 * Writes length bytes of text, possibly none, at the ring's end.
 * For each that has no room the oldest line is lost: bytes from
 * start to the first newline, which goes too. If there is no
 * newline before end, only the oldest byte is lost.
 * ring->size is a power of two, 1 or more. Byte n of the ring is
 * at bytes[n % size], for n from start to end - 1; start and end
 * may pass 2^32. Changes start, end and the size bytes at bytes.
 */
void ring_write(struct ring *ring, const char *text, size_t length)
{
}
