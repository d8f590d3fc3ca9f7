/* SPDX-License-Identifier: GPL-2.0-only */
/* Line by line: pieces of the text up to a newline, copied in at most two parts. Bytes that are lost are wiped. */
#include <linux/ring.h>
#include <linux/string.h>

static u32 used(const struct ring *ring)
{
	return ring->end - ring->start;
}

/* Where n bytes from `at` on are, and how many of them before the end of the array. */
static char *place(const struct ring *ring, u32 at, u32 *n)
{
	u32 offset = at & (ring->size - 1), straight = ring->size - offset;

	if (*n > straight)
		*n = straight;
	return ring->bytes + offset;
}

static void lose(struct ring *ring, u32 n)
{
	while (n) {
		u32 part = n;
		char *at = place(ring, ring->start, &part);

		memset(at, 0, part);
		ring->start += part;
		n -= part;
	}
}

static void append(struct ring *ring, const char *text, u32 n)
{
	while (n) {
		u32 part = n;
		char *to = place(ring, ring->end, &part);

		memcpy(to, text, part);
		ring->end += part, text += part, n -= part;
	}
}

/* The length of the oldest line with its newline, or 0 if it has none. */
static u32 oldest(const struct ring *ring)
{
	u32 n;

	for (n = 0; n < used(ring); n++)
		if (ring->bytes[(ring->start + n) & (ring->size - 1)] == '\n')
			return n + 1;
	return 0;
}

/* A piece has no newline but perhaps for its last byte. */
static void piece(struct ring *ring, const char *text, u32 n)
{
	u32 line;

	while (used(ring) + n > ring->size && (line = oldest(ring)))
		lose(ring, line);
	if (n > ring->size) {
		lose(ring, used(ring));
		ring->start = ring->end += n - ring->size;
		append(ring, text + n - ring->size, ring->size);
	} else {
		if (used(ring) + n > ring->size)
			lose(ring, used(ring) + n - ring->size);
		append(ring, text, n);
	}
}

void ring_write(struct ring *ring, const char *text, size_t length)
{
	while (length) {
		u32 n = 0;

		while (n < length && text[n++] != '\n')
			;
		piece(ring, text, n);
		text += n;
		length -= n;
	}
}
