/* SPDX-License-Identifier: MIT */
/*
 * Exercise copy-to-user/turns. Either side may end in a hole or lie somewhere in the middle of memory; who is right about where, the
 * processor has said by its last fault.
 */
#include "machine.h"

enum { NOTHING, SOURCE, TARGET, ROOM = 0x8000, MOST = 100000, ALL = ~0U };

struct copy {
	u32 n, to_room, from_room, to_skew, from_skew; /* room: bytes before the hole, or ALL; skew: the low digit of a side without one */
};

static struct {
	u32 to_end, from_end, to, from, side; /* two ends, two buffers without, and where the answer goes */
} f;

static u8 pattern[MOST];

static void setup(struct machine *m)
{
	f.to_end = buffer_at_end(m, ROOM) + ROOM;
	f.from_end = buffer_at_end(m, ROOM) + ROOM;
	f.to = buffer(m, MOST + 16);
	f.from = buffer(m, MOST + 16);
	f.side = buffer(m, 4);
}

static u32 least(u32 a, u32 b)
{
	return a < b ? a : b;
}

static const char *name_of(u32 side)
{
	return side == NOTHING ? "NOTHING" : side == SOURCE ? "SOURCE" : side == TARGET ? "TARGET" : "neither NOTHING nor SOURCE nor TARGET";
}

static void say_end(struct text *text, const char *what, u32 at, u32 room)
{
	add(text, "; %s 0x%08x", what, at);
	if (room != ALL)
		add(text, ", where memory ends after %u", room);
}

/* One call, judged whole. */
static void check(struct machine *m, struct copy c)
{
	u32 to = c.to_room == ALL ? f.to + c.to_skew : f.to_end - c.to_room, from = c.from_room == ALL ? f.from + c.from_skew : f.from_end - c.from_room;
	u32 done = least(c.n, least(c.to_room, c.from_room)), first = below(m, 165), left, side, times;
	u32 stopped = done == c.n ? NOTHING : done == c.from_room ? SOURCE : TARGET;
	struct text story = { 0 };
	struct outcome last;

	for (u32 i = 0; i < c.n; i++)
		pattern[i] = (u8)((first + i * 13 + i / 165) % 165); /* never what memory holds that nobody wrote */
	fill(m, to, 0xA5, least(c.n, c.to_room));
	put(m, from, pattern, least(c.n, c.from_room));
	put32(m, f.side, any(m));
	add(&story, "copy_turns of %u byte%s", c.n, c.n == 1 ? "" : "s");
	say_end(&story, "to", to, c.to_room);
	say_end(&story, "from", from, c.from_room);
	input(m, "%s", story.s);
	snapshot(m);
	left = call(m, "copy_turns", to, from, c.n, f.side);
	side = get32(m, f.side);
	times = faults(m, &last);
	add(&story, "\nit answers %u, and side is %s", left, name_of(side));
	input(m, "%s", story.s);
	if (left > c.n)
		same(m, "more bytes are left than there were", left, c.n - done);
	if (left < c.n - done)
		same(m, stopped == SOURCE ? "it says that bytes were copied which could not be read" : "it says that bytes were copied for which there is no room", left, c.n - done);
	same(m, stopped == NOTHING ? "nothing was in the way, and bytes are left" : stopped == SOURCE ? "bytes that could be read were given up" : "bytes that had room were given up",
	     left, c.n - done);
	if (side != stopped)
		fail(m, stopped == NOTHING ? "all was copied, and side is %s" : stopped == TARGET ? "the first byte that is missing can be read, and side is %s" :
		     c.from_room == c.to_room ? "both lack the same byte, and side is %s" : "the first byte that is missing cannot be read, and side is %s", name_of(side));
	if (stopped == SOURCE)
		expect_fault(m, from + done, from + c.n);
	if (stopped == TARGET)
		expect_fault(m, to + done, to + c.n);
	same_bytes(m, "what counts as copied has not arrived", to, pattern, done);
	only_changed(m, "it changes bytes that do not count as copied", (struct range[]){ { to, done }, { f.side, 4 } }, 2);
	if (times > 2)
		fail(m, "correct, but wasteful: it survives %u faults, and two are enough", times);
}

/* ---- Cases */

static void whole(struct machine *m)
{
	const u32 sizes[] = { 64, 128, 63, 65, 1, 0, 191, 64 * between(m, 3, 100), 64 * between(m, 3, 100) + between(m, 1, 63), between(m, 2, 62), 65536, between(m, 65537, MOST) };

	for (u32 i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		check(m, (struct copy){ sizes[i], ALL, ALL, 0, 0 });
		check(m, (struct copy){ sizes[i], ALL, ALL, below(m, 16), below(m, 16) });
		check(m, (struct copy){ sizes[i], sizes[i] <= ROOM ? sizes[i] : ALL, sizes[i] <= ROOM ? sizes[i] : ALL, 0, 0 }); /* to the last byte */
	}
	for (u32 i = 0; i < 256; i++)
		check(m, (struct copy){ between(m, 60, 200), ALL, ALL, i / 16, i % 16 });
}

/* Every place for a hole in two turns and what is behind them. */
static void target_ends(struct machine *m)
{
	u32 n = 128 + between(m, 3, 63), many = between(m, 5000, 60000);

	for (u32 room = 0; room < n; room++)
		check(m, (struct copy){ n, room, ALL, 0, below(m, 16) });
	check(m, (struct copy){ many, between(m, 1000, 4999), ALL, 0, below(m, 16) });
}

static void source_ends(struct machine *m)
{
	u32 n = 128 + between(m, 3, 63), many = between(m, 5000, 60000);

	for (u32 room = 0; room < n; room++)
		check(m, (struct copy){ n, ALL, room, below(m, 16), 0 });
	check(m, (struct copy){ many, ALL, between(m, 1000, 4999), below(m, 16), 0 });
}

/* Both in one turn, one a few bytes behind the other, or at the same byte. */
static void both_end(struct machine *m)
{
	u32 n = 128 + between(m, 3, 63);

	for (u32 room = 0; room < n; room++) {
		u32 further = room + between(m, 1, 3);

		check(m, (struct copy){ n, room, further, 0, 0 });
		check(m, (struct copy){ n, further, room, 0, 0 });
		check(m, (struct copy){ n, room, room, 0, 0 });
		check(m, (struct copy){ n, room, room + between(m, 4, 64), 0, 0 });
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 6) ? between(m, 40, 400) : between(m, 400, MOST);
	row[1] = below(m, 3) ? below(m, least(row[0], ROOM)) : ALL;
	row[2] = below(m, 3) ? (row[1] != ALL && below(m, 2) ? row[1] + below(m, 70) : below(m, least(row[0], ROOM))) : ALL;
	row[3] = below(m, 16);
	row[4] = below(m, 16);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 5)
		check(m, (struct copy){ rows[0] % (MOST + 1), rows[1] > ROOM ? ALL : rows[1], rows[2] > ROOM ? ALL : rows[2], rows[3] % 16, rows[4] % 16 });
}

static void show(struct text *text, const u32 *row)
{
	add(text, "%u bytes; room %d, to be read %d (-1: no end); low digits %x and %x", row[0], (s32)row[1], (s32)row[2], row[3], row[4]);
}

static void any_copy(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 40, .rows = 8, .width = 5, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "a whole copy", 3, whole, 0 },
	{ "the target ends", 4, target_ends, "a whole copy" },
	{ "the source ends", 4, source_ends, "a whole copy" },
	{ "both end", 4, both_end, "a whole copy" },
	{ "any copy", 3, any_copy, "a whole copy" },
	{ 0 }
};

const struct exercise exercise_copy_to_user_turns = { "copy-to-user/turns", cases, setup, 0 };
