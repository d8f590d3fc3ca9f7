/* SPDX-License-Identifier: MIT */
/* boot/ranges: a loader's map becomes ranges of whole frames. */
#include "machine.h"

enum { RAM = 1, RESERVED = 2, ACPI = 3, ROOM = 32, MOST = 48, FRAMES = 1 << 20 };

#define KIB(n) ((u64)(n) << 10)
#define GIB(n) ((u64)(n) << 30)

struct entry {
	u64 start, end; /* bytes; end is exclusive */
	u32 type, more; /* more: bytes of the entry that multiboot does not name */
};

struct runs {
	u32 count;
	struct {
		u32 start, end; /* frames; end is exclusive */
	} run[MOST];
};

static void add_address(struct text *text, u64 n)
{
	if (n >> 32)
		add(text, "0x%x%08x", (u32)(n >> 32), (u32)n);
	else
		add(text, "0x%x", (u32)n);
}

static void add_entry(struct text *text, const struct entry *e)
{
	add(text, "%s ", e->type == RAM ? "RAM" : "not RAM");
	add_address(text, e->start);
	add(text, "-");
	add_address(text, e->end);
	if (e->more)
		add(text, " (size %u)", 20 + e->more);
}

static void add_runs(struct text *text, const struct runs *runs)
{
	for (u32 i = 0; i < runs->count; i++)
		add(text, "%sframes %u to %u", i ? "\n" : "", runs->run[i].start, runs->run[i].end - 1);
	if (!runs->count)
		add(text, "no range");
}

/* ---- The machine: a map with no memory behind it, and room for the answer with none behind it or, if the map is odd, before it */

static void put_entry(struct machine *m, u32 at, const struct entry *e)
{
	u64 length = e->end - e->start;

	put32(m, at, 20 + e->more);
	put(m, at + 4, &e->start, 8);
	put(m, at + 12, &length, 8);
	put32(m, at + 20, e->type);
}

/* what: in words, where the map is too long to be shown. Or 0 */
static struct runs find_ram(struct machine *m, const struct entry *e, u32 count, const char *what)
{
	struct text text = { 0 };
	struct runs runs = { 0, { { 0, 0 } } };
	u32 size = 0, out = count % 2 ? buffer_at_start(m, 8 * ROOM) : buffer_at_end(m, 8 * ROOM);

	for (u32 i = 0; i < count; i++)
		size += 24 + e[i].more;
	u32 map = buffer_at_end(m, size), at = map;
	for (u32 i = 0; i < count; i++) {
		put_entry(m, at, &e[i]);
		at += 24 + e[i].more;
		add(&text, "\n  ");
		add_entry(&text, &e[i]);
	}
	input(m, "find_ram(map, %u, out), and the map says:%s", size, what ? what : count ? text.s : " nothing");
	snapshot(m);
	runs.count = call(m, "find_ram", map, size, out);
	only_changed(m, "it writes to the map, or elsewhere than to out", (struct range[]){ { out, 8 * ROOM } }, 1);
	if (runs.count > ROOM)
		fail(m, "its answer is %d ranges; out has room for %u", runs.count, ROOM);
	for (u32 i = 0; i < runs.count; i++) {
		runs.run[i].start = get32(m, out + 8 * i);
		runs.run[i].end = get32(m, out + 8 * i + 4);
	}
	return runs;
}

/* What must hold of any answer, told apart from what is wrong with this one. */
static const char *disorder(const struct runs *runs)
{
	for (u32 i = 0; i < runs->count; i++) {
		if (runs->run[i].start >= runs->run[i].end)
			return "a range is empty, or its end is not exclusive";
		if (runs->run[i].end > FRAMES)
			return "a range reaches beyond 4 GiB";
		if (i && runs->run[i].start < runs->run[i - 1].end)
			return "the ranges are not in ascending order, or they overlap";
		if (i && runs->run[i].start == runs->run[i - 1].end)
			return "two ranges touch and should be one";
	}
	return 0;
}

/* True if every frame of a is in b. */
static bool within(const struct runs *a, const struct runs *b)
{
	for (u32 i = 0, k = 0; i < a->count; i++) {
		while (k < b->count && b->run[k].end < a->run[i].end)
			k++;
		if (k == b->count || b->run[k].start > a->run[i].start)
			return false;
	}
	return true;
}

static void compare(struct machine *m, const struct runs *got, const struct runs *wanted)
{
	struct text expected = { 0 }, actual = { 0 };
	const char *cause = disorder(got);

	if (!cause && !within(got, wanted))
		cause = "a frame that is not RAM, or not wholly RAM, is in a range";
	if (!cause)
		cause = "frames of RAM are missing";
	add_runs(&expected, wanted);
	add_runs(&actual, got);
	same_text(m, cause, actual.s, expected.s);
}

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* A map as a case has it, moved: so many frames up, and more of them from one frame on. That frame lies wholly within or
 * without each entry, so that the ranges become longer or further apart, and nothing else. */
struct move {
	u32 frame, up, more;
};

static u32 moved(const struct move *to, u32 frame)
{
	return frame + to->up + (frame > to->frame ? to->more : 0);
}

static u64 moved_byte(const struct move *to, u64 byte)
{
	return ((u64)moved(to, (u32)(byte >> 12)) << 12) + (byte & 4095);
}

/* The frames at which the ranges must begin and end, in a row that ends with 0, 0. */
static void check(struct machine *m, const struct entry *e, u32 count, const u32 (*wanted)[2], const struct move *to)
{
	struct runs right = { 0, { { 0, 0 } } };
	struct entry map[8];

	for (u32 i = 0; i < count; i++) {
		map[i] = e[i];
		if (!to)
			continue;
		map[i].start = moved_byte(to, e[i].start);
		map[i].end = moved_byte(to, e[i].end);
	}
	for (; (*wanted)[1]; wanted++) {
		right.run[right.count].start = to ? moved(to, (*wanted)[0]) : (*wanted)[0];
		right.run[right.count++].end = to ? moved(to, (*wanted)[1]) : (*wanted)[1];
	}
	struct runs got = find_ram(m, map, count, 0);
	compare(m, &got, &right);
}

#define CHECK(m, e, ...) check(m, e, COUNT(e), (const u32[][2]){ __VA_ARGS__, { 0, 0 } }, 0)
/* frame: as above */
#define CHECK_MOVED(m, e, at, ...)                                                                                       \
	check(m, e, COUNT(e), (const u32[][2]){ __VA_ARGS__, { 0, 0 } }, &(struct move){ at, below(m, 100), below(m, 100) })

/* ---- Cases */

/* The memory that QEMU has, more or less. */
static void tidy(struct machine *m)
{
	u32 low = between(m, 100, 159), high = between(m, 1024, 65536);
	u64 odd = between(m, 1, 4095), end = KIB(4) * high;
	const struct entry qemu[] = {
		{ 0, KIB(4) * low + odd, RAM, 0 }, { KIB(4) * low + odd, 0xa0000, RESERVED, 0 }, { 0xf0000, 0x100000, RESERVED, 0 },
		{ 0x100000, end, RAM, 0 }, { end, end + KIB(128), RESERVED, 0 }, { 0xfffc0000, GIB(4), RESERVED, 0 },
	};

	CHECK(m, qemu, { 0, low }, { 256, high });
}

static void whole_frames(struct machine *m)
{
	static const struct entry odd[] = { { 0x1001, 0x4fff, RAM, 0 }, { 0x9fff, 0xb001, RAM, 0 }, { 0xc000, 0xd000, RAM, 0 } };
	static const struct entry none[] = { { 0x6400, 0x6800, RAM, 0 }, { 0x7800, 0x8800, RAM, 0 }, { 0xc000, 0xd000, RAM, 0 } };
	static const struct entry halves[] = { { 0x5800, 0x6000, RAM, 0 }, { 0x6000, 0x6800, RAM, 0 }, { 0x8000, 0x8800, RAM, 0 }, { 0x8800, 0x9000, RAM, 0 }, { 0xc000, 0xd000, RAM, 0 } };

	CHECK_MOVED(m, odd, 2, { 2, 4 }, { 10, 11 }, { 12, 13 });
	CHECK_MOVED(m, none, 10, { 12, 13 });
	CHECK_MOVED(m, halves, 12, { 12, 13 });
}

static void in_order(struct machine *m)
{
	static const struct entry shuffled[] = {
		{ KIB(400), KIB(480), RAM, 0 }, { KIB(40), KIB(80), RAM, 0 }, { KIB(240), KIB(280), RAM, 0 }, { KIB(8), KIB(12), RAM, 0 },
	};
	static const struct entry neighbours[] = {
		{ KIB(80), KIB(120), RAM, 0 }, { KIB(160), KIB(200), RAM, 0 }, { KIB(40), KIB(80), RAM, 0 },
		{ KIB(120), KIB(160), RAM, 0 }, { KIB(204), KIB(208), RAM, 0 },
	};
	static const struct entry layers[] = {
		{ KIB(40), KIB(80), RAM, 0 }, { KIB(60), KIB(100), RAM, 0 }, { KIB(64), KIB(68), RAM, 0 }, { KIB(40), KIB(80), RAM, 0 }, { KIB(20), KIB(44), RAM, 0 },
	};

	CHECK_MOVED(m, shuffled, 40, { 2, 3 }, { 10, 20 }, { 60, 70 }, { 100, 120 });
	CHECK_MOVED(m, neighbours, 25, { 10, 50 }, { 51, 52 });
	CHECK_MOVED(m, layers, 18, { 5, 25 });
}

static void holes(struct machine *m)
{
	static const struct entry first[] = { { KIB(40), KIB(48), RESERVED, 0 }, { KIB(4), KIB(400), RAM, 0 } };
	static const struct entry middle[] = {
		{ KIB(4), KIB(200), RAM, 0 }, { KIB(40), KIB(48), ACPI, 0 }, { KIB(100), KIB(400), RAM, 0 }, { KIB(180), KIB(220), 0xffffffff, 0 }, { KIB(40), KIB(44), RAM, 0 },
	};
	static const struct entry bytes[] = {
		{ KIB(4), KIB(400), RAM, 0 }, { KIB(40) - 1, KIB(44) + 1, RESERVED, 0 }, { KIB(80) + 7, KIB(80) + 8, RESERVED, 0 },
		{ KIB(121), KIB(121), RESERVED, 0 }, { KIB(160), KIB(161), 0, 0 },
	};
	static const struct entry whole[] = { { KIB(40), KIB(80), RAM, 0 }, { KIB(120), KIB(160), RAM, 0 }, { KIB(30), KIB(100), RESERVED, 0 } };

	CHECK_MOVED(m, first, 50, { 1, 10 }, { 12, 100 });
	CHECK_MOVED(m, middle, 47, { 1, 10 }, { 12, 45 }, { 55, 100 });
	CHECK_MOVED(m, bytes, 60, { 1, 9 }, { 12, 20 }, { 21, 40 }, { 41, 100 });
	CHECK_MOVED(m, whole, 35, { 30, 40 });
}

static void limit(struct machine *m)
{
	u32 below_it = between(m, 1, 60), low = between(m, 3, 60), hole = between(m, 3 << 18, FRAMES - 16);
	const struct entry across[] = { { GIB(4) - KIB(4) * below_it, GIB(between(m, 5, 9)), RAM, 0 }, { KIB(4), KIB(8), RAM, 0 } };
	const struct entry above[] = {
		{ GIB(5), GIB(between(m, 6, 12)), RAM, 0 }, { GIB(16 * 1024), GIB(16 * 1024) + KIB(4), RAM, 0 }, { GIB(16 * 1024) + KIB(4), GIB(16 * 1024) + KIB(8), RESERVED, 0 },
		{ GIB(4), GIB(4) + KIB(64), RAM, 0 }, { KIB(4), KIB(4) * low, RAM, 0 }, { GIB(1 << 30), GIB(1 << 30) + KIB(16), RESERVED, 0 },
	};
	const struct entry all[] = { { 0, GIB(64), RAM, 0 }, { KIB(4) * hole, GIB(4), RESERVED, 0 }, { GIB(1012), GIB(1024), RESERVED, 0 } };

	CHECK(m, across, { 1, 2 }, { FRAMES - below_it, FRAMES });
	CHECK(m, above, { 1, low });
	CHECK(m, all, { 0, hole });
}

static void sizes(struct machine *m)
{
	static const struct entry large[] = {
		{ KIB(4), KIB(40), RAM, 4 }, { KIB(80), KIB(120), RAM, 0 }, { KIB(160), KIB(200), RAM, 44 }, { KIB(20), KIB(24), RESERVED, 4 }, { KIB(400), KIB(404), RAM, 1 },
	};

	CHECK_MOVED(m, large, 45, { 1, 5 }, { 6, 10 }, { 20, 30 }, { 40, 50 }, { 100, 101 });
}

/* More ranges than there is room for. Which are kept is the function's own affair. */
static void too_many(struct machine *m)
{
	u32 order[40], first = below(m, 1000);
	struct entry e[40];
	struct runs right = { 40, { { 0, 0 } } };

	for (u32 i = 0; i < 40; i++)
		order[i] = i;
	shuffle(m, order, 40);
	for (u32 i = 0; i < 40; i++) {
		u32 at = first + 2 * order[i];

		e[i] = (struct entry){ KIB(4) * at, KIB(4) * (at + 1), RAM, 0 };
		right.run[i].start = first + 2 * i;
		right.run[i].end = first + 2 * i + 1;
	}
	struct runs got = find_ram(m, e, ROOM, " 32 times one frame of RAM, in no order, none beside another");
	same(m, "32 ranges fit, and not all are there", got.count, ROOM);
	got = find_ram(m, e, 40, " 40 times one frame of RAM, in no order, none beside another");
	if (disorder(&got))
		fail(m, "with more ranges than fit: %s", disorder(&got));
	if (!within(&got, &right))
		fail(m, "with more ranges than fit, one is returned that is not RAM");
	same(m, "with more ranges than fit, it does not return as many as fit", got.count, ROOM);
}

/* ---- Any map: entries in the first 96 frames, and in the last 32 below 4 GiB and beyond */

enum { LOW = 96, TOP = FRAMES - 32 };

static bool is_ram(const struct entry *e, u32 count, u32 frame)
{
	u64 start = (u64)frame << 12, end = start + 4096;
	bool ram = false;

	for (u32 i = 0; i < count; i++)
		if (e[i].type == RAM)
			ram = ram || (e[i].start <= start && end <= e[i].end);
		else if (e[i].start != e[i].end && e[i].start < end && start < e[i].end)
			return false;
	return ram;
}

static struct runs model(const struct entry *e, u32 count)
{
	struct runs runs = { 0, { { 0, 0 } } };
	bool before = false;

	for (u32 frame = 0; frame < FRAMES; frame = frame + 1 == LOW ? TOP : frame + 1) {
		bool now = is_ram(e, count, frame);

		if (now && !before)
			runs.run[runs.count++].start = frame;
		if (now)
			runs.run[runs.count - 1].end = frame + 1;
		before = now;
	}
	return runs;
}

/* Type, low or high, start and length in quarters of a frame, bytes beyond at either end, a larger entry. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 5) > 2;
	row[1] = below(m, 5) > 3;
	row[2] = below(m, row[1] ? 192 : 256);
	row[3] = below(m, 100);
	row[4] = below(m, 4) ? 0 : below(m, 1024);
	row[5] = below(m, 4) ? 0 : below(m, 1024);
	row[6] = below(m, 4) ? 0 : 4;
	(void)index;
}

static struct entry entry_of(const u32 *row)
{
	u64 start = (row[1] & 1 ? (u64)TOP << 12 : 0) + (row[2] & 255) * 1024 + (row[4] & 1023);
	u64 end = start + (row[3] % 100) * 1024 + (row[5] & 1023);

	return (struct entry){ start, end, row[0] & 1 ? RESERVED : RAM, row[6] & 7 };
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	struct entry e[8];

	for (u32 i = 0; i < count && i < 8; i++)
		e[i] = entry_of(rows + 7 * i);
	struct runs right = model(e, count), got = find_ram(m, e, count, 0);
	compare(m, &got, &right);
}

static void show(struct text *text, const u32 *row)
{
	struct entry e = entry_of(row);

	add_entry(text, &e);
}

static void any_map(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 12, .rows = 8, .width = 7, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "a tidy map", 1, tidy, 0 },
	{ "whole frames", 2, whole_frames, 0 },
	{ "sorted and merged", 2, in_order, 0 },
	{ "what is not RAM", 1, holes, 0 },
	{ "4 GiB", 1, limit, 0 },
	{ "entries of any size", 1, sizes, 0 },
	{ "more than fit", 1, too_many, 0 },
	{ "any map", 1, any_map, 0 },
	{ 0 }
};

const struct exercise exercise_boot_ranges = { "boot/ranges", cases, 0, 0 };
