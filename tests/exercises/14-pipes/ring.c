/* SPDX-License-Identifier: MIT */
/*
 * Exercise pipes/ring. The test copies the bytes, as reader and writer, and has a queue of its own in which every byte has a
 * number: what is read must be what was written first.
 */
#include "machine.h"

enum { MOST = 0xFFFFFFFF, MIDDLE = 1000 };

static struct {
	u32 pipe, page, n;
	u32 start, len;        /* what the ring must say */
	u32 taken, given;      /* bytes, since it was made */
} r;

static void setup(struct machine *m)
{
	r.page = pages(m, 1);
	r.pipe = buffer(m, SIZEOF_PIPE);
	r.n = buffer(m, 4);
}

static void lay(struct machine *m, u32 start, u32 len)
{
	r.start = start;
	r.len = len;
	fill(m, r.pipe, 0xA5, SIZEOF_PIPE);
	put32(m, r.pipe + PIPE_BASE, r.page);
	put32(m, r.pipe + PIPE_START, start);
	put32(m, r.pipe + PIPE_LEN, len);
}

static u32 least(u32 a, u32 b)
{
	return a < b ? a : b;
}

/* ---- One call, judged */

/* How many bytes the piece has, of n that are wanted; *offset: where. */
static u32 piece(struct machine *m, const char *name, bool full, u32 n, u32 *offset)
{
	const u32 at = full ? r.start : (r.start + r.len) % SIZE, there = full ? r.len : SIZE - r.len;
	u32 got;

	put32(m, r.n, n);
	input(m, "%s: start %u, len %u, and %u bytes are wanted", name, r.start, r.len, n);
	snapshot(m);
	*offset = call(m, name, r.pipe, r.n) - r.page;
	got = get32(m, r.n);
	only_changed(m, "it changes more than how many bytes the piece has", &(struct range){ r.n, 4 }, 1);
	if (got > n)
		fail(m, "the piece has %u bytes, and %u are wanted", got, n);
	if (got > there)
		fail(m, full ? "the piece has %u bytes, and %u are in the pipe" : "the piece has %u bytes, and only %u are free: what is in the pipe would be written over", got, there);
	if (got && *offset != at)
		fail(m, full ? "the piece begins at offset %d, and the next byte to read is at %u" : "the piece begins at offset %d, and the first free byte is at %u",
		     (s32)*offset, at);
	if (got > SIZE - at)
		fail(m, "a piece of %u bytes at offset %u goes across the border of the page", got, at);
	same(m, "the piece is shorter than it can be", got, least(least(n, there), SIZE - at));
	return got;
}

/* The reader has taken so many bytes of the next piece, or the writer has put them there. */
static void moved(struct machine *m, bool full, u32 n)
{
	struct range both[] = { { r.pipe + PIPE_START, 4 }, { r.pipe + PIPE_LEN, 4 } };
	u32 start;

	input(m, "%s: start %u, len %u, and %u bytes were %s", full ? "pipe_took" : "pipe_put", r.start, r.len, n, full ? "read" : "written");
	snapshot(m);
	call(m, full ? "pipe_took" : "pipe_put", r.pipe, n);
	only_changed(m, "it changes more than start and len", both, 2);
	r.len = full ? r.len - n : r.len + n;
	same(m, "len is not how many bytes are in the pipe", get32(m, r.pipe + PIPE_LEN), r.len);
	start = get32(m, r.pipe + PIPE_START);
	if (start >= SIZE)
		fail(m, "start is %u: behind the last byte of the page comes the first", start);
	/* Where an empty ring begins is its own affair. */
	if (!full || r.len)
		same(m, full ? "start is not the next byte to read" : "start is another, and the next byte to read is where it was", start,
		     full ? (r.start + n) % SIZE : r.start);
	r.start = start;
}

/* ---- Cases */

static u32 inside(struct machine *m)
{
	return between(m, 2, SIZE - 2);
}

/* Rings that begin at the first, at the last and at other bytes, with as many bytes as matter there; all that may be wanted. */
static void all_rings(struct machine *m, const char *name, bool full)
{
	const u32 starts[] = { 0, 1, MIDDLE, inside(m), SIZE - 1 };

	for (u32 i = 0; i < sizeof starts / 4; i++) {
		const u32 to_border = SIZE - starts[i];
		const u32 lens[] = { 0, 1, inside(m), to_border - 1, to_border, to_border + 1, SIZE - 1, SIZE };

		for (u32 j = 0; j < sizeof lens / 4; j++) {
			const u32 wanted[] = { 0, 1, inside(m), SIZE, between(m, SIZE + 1, 0x7FFFFFFF), MOST };
			u32 offset;

			if (lens[j] > SIZE)
				continue;
			lay(m, starts[i], lens[j]);
			for (u32 k = 0; k < sizeof wanted / 4; k++)
				piece(m, name, full, wanted[k], &offset);
		}
	}
}

static void to_read(struct machine *m)
{
	all_rings(m, "pipe_full", true);
}

static void to_write(struct machine *m)
{
	all_rings(m, "pipe_free", false);
}

/* A part of a piece, all of it, none of it. */
static void taken_and_put(struct machine *m)
{
	u32 some = between(m, 2, MIDDLE);

	lay(m, MIDDLE, 2 * some);
	moved(m, true, some);
	moved(m, true, 0);
	moved(m, true, some);
	lay(m, SIZE - some, some + 1);
	moved(m, true, some);
	lay(m, MIDDLE, SIZE);
	moved(m, true, SIZE - MIDDLE);
	lay(m, MIDDLE, some);
	moved(m, false, some);
	moved(m, false, 0);
	lay(m, SIZE - some, some);
	moved(m, false, SIZE - some);
	lay(m, SIZE - 2 * some, some);
	moved(m, false, some);
	lay(m, 0, 0);
	moved(m, false, SIZE);
	moved(m, true, SIZE);
	moved(m, false, some);
}

/* A byte knows the number under which it was written. */
static u8 nth(u32 number)
{
	return (u8)(number * 37 + number / 256);
}

static void give(struct machine *m, u32 n)
{
	static u8 bytes[4096];

	while (n && r.len < SIZE) {
		u32 offset, len = piece(m, "pipe_free", false, n, &offset);

		for (u32 i = 0; i < len; i++)
			bytes[i] = nth(r.given + i);
		put(m, r.page + offset, bytes, len);
		moved(m, false, len);
		r.given += len;
		n -= len;
	}
}

static void take(struct machine *m, u32 n)
{
	static u8 bytes[4096];

	while (n && r.len) {
		u32 offset, len = piece(m, "pipe_full", true, n, &offset);

		for (u32 i = 0; i < len; i++)
			bytes[i] = nth(r.taken + i);
		same_bytes(m, "other bytes are read than were written", r.page + offset, bytes, len);
		moved(m, true, len);
		r.taken += len;
		n -= len;
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 2);
	row[1] = below(m, 3) ? below(m, SIZE + 2) : below(m, 20);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, row[0] % 2 ? "%u bytes are read" : "%u bytes are written", row[1]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	r.taken = r.given = 0;
	lay(m, 0, 0);
	for (; count; count--, rows += 2)
		(rows[0] % 2 ? take : give)(m, rows[1]);
	take(m, SIZE);
}

static void any_traffic(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 12, .rows = 12, .width = 2, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "bytes to read", 2, to_read, 0 },
	{ "room to write", 3, to_write, 0 },
	{ "taken and put", 2, taken_and_put, 0 },
	{ "any traffic", 3, any_traffic, "taken and put" },
	{ 0 }
};

const struct exercise exercise_pipes_ring = { "pipes/ring", cases, setup, 0 };
