/* SPDX-License-Identifier: MIT */
/*
 * traps/trace. Two stacks: behind the one there is no memory, before the other there is none. The
 * model adds in 64 bits, where nothing wraps.
 */
#include "machine.h"

enum { SIZE = 256, OUT = 16, FILLER = 0xA5A5A5A5 };

static struct {
	u32 at_end, at_start; /* the two stacks */
	u32 elsewhere;        /* memory that can be read, and is no stack */
	u32 out;              /* behind its last word is no memory */
	u32 first;            /* where a chain begins on its stack */
} at;

static void setup(struct machine *m)
{
	at.at_end = buffer_at_end(m, SIZE);
	at.at_start = buffer_at_start(m, SIZE);
	at.elsewhere = buffer(m, SIZE);
	at.out = buffer_at_end(m, 4 * OUT);
}

/* ---- The model */

struct answer {
	u32 n, out[OUT];
	bool inside[OUT]; /* whether it begins within the one before */
	const char *end;  /* why there is no further frame */
};

static const char *objection(u64 low, u64 high, u64 ebp, bool first, u64 before)
{
	if (ebp % 4)
		return "it takes a frame that is not at a multiple of 4";
	if (ebp < low || ebp >= high)
		return "it takes a frame that is not on the stack";
	if (ebp + 8 > high)
		return "it takes a frame that does not lie wholly on the stack";
	if (!first && ebp == before)
		return "it takes a frame that points to itself twice";
	if (!first && ebp < before)
		return "it takes a frame that lies below the one before";
	return 0;
}

static struct answer model(struct machine *m, u32 low, u32 high, u32 ebp, u32 max)
{
	struct answer a = { 0 };
	u32 before = 0;

	while (a.n < max) {
		a.end = objection(low, high, ebp, a.n == 0, before);
		if (a.end)
			return a;
		a.inside[a.n] = a.n && ebp - before < 8;
		a.out[a.n++] = get32(m, ebp + 4);
		before = ebp;
		ebp = get32(m, ebp);
	}
	a.end = "it returns more than max addresses";
	return a;
}

/* ---- In words */

static void add_address(struct text *text, u32 low, u32 high, u32 address)
{
	if (address >= low && address < high)
		add(text, "low + 0x%x", address - low);
	else if (address < low && low - address <= 64)
		add(text, "low - 0x%x", low - address);
	else if (address >= high && address - high <= 64)
		add(text, "high + 0x%x", address - high);
	else
		add(text, "0x%08x", address);
}

/* The words of the stack that somebody has set. */
static void add_stack(struct text *text, struct machine *m, u32 low, u32 high)
{
	add(text, "high = low + 0x%x", high - low);
	for (u32 i = low; i < high; i += 4)
		if (get32(m, i) != FILLER) {
			add(text, "\nat low + 0x%x: ", i - low);
			add_address(text, low, high, get32(m, i));
		}
}

static void describe(struct text *text, const u32 *out, u32 n)
{
	add(text, "%u", n);
	for (u32 i = 0; i < n && i < OUT; i++)
		add(text, "\nout[%u] 0x%08x", i, out[i]);
}

static void check(struct machine *m, u32 low, u32 high, u32 ebp, u32 max)
{
	struct answer want = model(m, low, high, ebp, max);
	u32 out = at.out + 4 * (OUT - max), got[OUT], n;
	struct text said = { 0 }, expected = { 0 }, actual = { 0 };

	add(&said, "walk_frames(low, high, ");
	add_address(&said, low, high, ebp);
	add(&said, ", out, %u)\n", max);
	add_stack(&said, m, low, high);
	input(m, "%s", said.s);
	fill(m, at.out, 0xA5, 4 * OUT);
	snapshot(m);
	n = call(m, "walk_frames", low, high, ebp, out, max);
	get(m, out, got, 4 * max);
	describe(&expected, want.out, want.n);
	describe(&actual, got, n < max ? n : max);
	if (n > want.n)
		same_text(m, want.end, actual.s, expected.s);
	if (n > want.n)
		fail(m, "it returns more than max addresses: %u of %u", n, max);
	if (n < want.n && want.inside[n])
		same_text(m, "it leaves out a frame that begins within the one before, and so lies above it", actual.s, expected.s);
	same_text(m, n < want.n ? "it ends before the trace is over" : "out holds other words than the return addresses", actual.s, expected.s);
	only_changed(m, "it stores something behind the addresses that it returns", (struct range[]){ { out, 4 * n } }, 1);
}

/* ---- Building stacks */

/* A frame at byte `where` of a stack. */
static void frame(struct machine *m, u32 stack, u32 where, u32 link, u32 address)
{
	put32(m, stack + where, link);
	put32(m, stack + where + 4, address);
}

/* An address in the kernel. */
static u32 code(struct machine *m)
{
	return 0xC0100000 + below(m, 0x100000);
}

/* Where the first frame lies is drawn before. */
static void good_chain(struct machine *m, u32 stack)
{
	frame(m, stack, at.first, stack + 0x30, code(m));
	frame(m, stack, 0x30, stack + 0x38, code(m));
	frame(m, stack, 0x38, stack + 0xF8, code(m));
	frame(m, stack, 0xF8, 0, code(m));
}

static u32 draw_chain(struct machine *m)
{
	at.first = 4 * between(m, 1, 10);
	good_chain(m, at.at_end);
	return at.at_end + at.first;
}

static void check_both(struct machine *m, u32 stack, u32 ebp, u32 max)
{
	check(m, stack, stack + SIZE, ebp, max);
}

/* ---- Cases */

static void a_chain(struct machine *m)
{
	check_both(m, at.at_end, draw_chain(m), 8);
	check_both(m, at.at_end, at.at_end + 0x38, 8);
	frame(m, at.at_start, 0, at.at_start + 4, code(m));
	frame(m, at.at_start, 8, 0, code(m));
	check_both(m, at.at_start, at.at_start, 8);
	check_both(m, at.at_start, 0, 8);
}

static void a_limit(struct machine *m)
{
	u32 ebp = draw_chain(m);

	for (u32 max = 5; max <= 5; max--)
		check_both(m, at.at_end, ebp, max);
}

/* Where a frame may just be, and where it just may not. */
static void edges(struct machine *m)
{
	u32 low = at.at_end, high = low + SIZE;

	frame(m, low, SIZE - 8, 0, code(m));
	check_both(m, low, high - 8, 8);
	check_both(m, low, high - 4, 8);
	check_both(m, low, high, 8);
	check_both(m, low, high + 8, 8);
	low = at.at_start;
	frame(m, low, 0, 0, code(m));
	check_both(m, low, low, 8);
	check_both(m, low, low - 4, 8);
	check_both(m, low, low - 8, 8);
	check(m, low, low, low, 8);
	check(m, low, low + 4, low, 8);
	check(m, low, low + 8, low, 8);
}

static void crooked(struct machine *m)
{
	u32 low = at.at_end, ebp = draw_chain(m);

	for (u32 i = 1; i < 4; i++)
		check_both(m, low, ebp + i, 8);
	for (u32 i = 1; i < 4; i++) {
		put32(m, low + 0x30, low + 0x38 + i);
		check_both(m, low, ebp, 8);
	}
}

static void in_circles(struct machine *m)
{
	u32 low = at.at_end, ebp = draw_chain(m);

	put32(m, low + 0xF8, low + 0xF8);
	check_both(m, low, ebp, 12);
	put32(m, low + 0xF8, low + 0x30);
	check_both(m, low, ebp, 12);
	put32(m, low + 0x38, low + 0x34);
	check_both(m, low, ebp, 12);
	frame(m, low, 0x40, low + 0x44, low + 0x48);
	frame(m, low, 0x48, low + 0x40, code(m));
	check_both(m, low, low + 0x40, 12);
}

/* Addresses so high that eight more pass 4 GiB, and so low that eight less do. */
static void around_the_end(struct machine *m)
{
	static const u32 far[] = { 0xFFFFFFFC, 0xFFFFFFF8, 0xFFFFFFF0, 0x80000000, 4, 8, 0 };
	u32 ebp = draw_chain(m);

	for (u32 i = 0; i < sizeof(far) / sizeof(*far); i++)
		check_both(m, at.at_end, far[i], 8);
	for (u32 i = 0; i < sizeof(far) / sizeof(*far); i++) {
		put32(m, at.at_end + 0x38, far[i]);
		check_both(m, at.at_end, ebp, 8);
	}
}

static void other_memory(struct machine *m)
{
	u32 ebp = draw_chain(m);

	good_chain(m, at.elsewhere);
	check_both(m, at.at_end, at.elsewhere + at.first, 8);
	put32(m, at.at_end + 0x30, at.elsewhere + at.first);
	check_both(m, at.at_end, ebp, 8);
	/* a stack within a larger memory, whose frames go on to both sides */
	good_chain(m, at.at_end);
	check(m, at.at_end + 0x2C, at.at_end + 0x40, at.at_end + 0x30, 8);
	check(m, at.at_end + 0x2C, at.at_end + 0x40, ebp, 8);
	check(m, at.at_end + 0x2C, at.at_end + 0x3C, at.at_end + 0x30, 8);
}

/* A row: a frame's place in words, where its link leads, and its return address. */
static u32 target(const u32 *row)
{
	u32 where = row[1] % 80;

	if (where < 64)
		return at.at_end + 4 * where;
	return where < 70 ? at.at_end + 4 * (where - 64) + where % 4 : where < 75 ? at.at_end + SIZE + 4 * (where - 72) : row[2];
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = 2 * index + below(m, 3);
	row[1] = below(m, 4) ? 2 * index + between(m, 2, 6) : below(m, 80);
	row[2] = any(m);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	fill(m, at.at_end, 0xA5, SIZE);
	for (u32 i = 0; i < count; i++)
		frame(m, at.at_end, 4 * (rows[3 * i] % 63), target(rows + 3 * i), rows[3 * i + 2]);
	for (u32 i = 0; i < count; i++)
		check_both(m, at.at_end, at.at_end + 4 * (rows[3 * i] % 63), 1 + rows[3 * i + 2] % OUT);
}

static void show(struct text *text, const u32 *row)
{
	add(text, "low + 0x%x: a link to ", 4 * (row[0] % 63));
	add_address(text, at.at_end, at.at_end + SIZE, target(row));
	add(text, ", return address 0x%08x", row[2]);
}

static void any_stack(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 20, .rows = 14, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "a chain", 2, a_chain, 0 },
	{ "a limit", 1, a_limit, "a chain" },
	{ "edges", 2, edges, "a chain" },
	{ "crooked frames", 1, crooked, "a chain" },
	{ "in circles", 1, in_circles, "a chain" },
	{ "around 4 GiB", 1, around_the_end, "a chain" },
	{ "other memory", 1, other_memory, "a chain" },
	{ "any stack", 1, any_stack, "a chain" },
	{ 0 }
};

const struct exercise exercise_traps_trace = { "traps/trace", cases, setup, 0 };
