/* SPDX-License-Identifier: MIT */
/*
 * Exercise exception-tables/getuser: single values from and to the user. The kernel's own handler, table and sort are at
 * work. Whose memory it is, the thread's limit says: all of the judge's can be read, on either side of it.
 */
#include "machine.h"

enum { EFAULT = 14, EIGHT = 8, PAGE = 4096 };
#define OFFSET  0xC0000000u /* from a physical address to the kernel's */
#define NOBODY  0xFFFFFFFFu /* KERNEL_DS */

static const struct {
	const char *name;
	u32 size;
} loads[] = { { "__get_user_1", 1 }, { "__get_user_2", 2 }, { "__get_user_4", 4 }, { "__get_user_8", 8 } };
enum { LOADS = sizeof loads / sizeof *loads };

static u8 pattern[64];
static u64 stored;

static void setup(struct machine *m)
{
	run_until(m, "do_experiments");
}

/* The bytes to be loaded: no two the same, and the highest bit of each is set. Those to be stored: clear, and none is 0. */
static void draw(struct machine *m)
{
	u32 first = any(m), step = 2 * below(m, 64) + 1, others = below(m, 127);

	for (u32 i = 0; i < sizeof pattern; i++)
		pattern[i] = (u8)(0x80 + (first + i * step) % 128);
	stored = 0;
	for (u32 i = 0; i < EIGHT; i++)
		stored = stored << 8 | (1 + (others + i * step) % 127);
}

static void set_limit(struct machine *m, u32 limit)
{
	put32(m, thread(m) + ADDR_LIMIT, limit);
}

static void same_error(struct machine *m, const char *cause, u32 got, u32 wanted)
{
	struct text g = { 0 }, w = { 0 };

	add(&g, got == (u32)-EFAULT ? "-EFAULT" : "%d", got);
	add(&w, wanted == (u32)-EFAULT ? "-EFAULT" : "%d", wanted);
	same_text(m, cause, g.s, w.s);
}

/* ---- One load, judged whole */

static void load(struct machine *m, u32 i, u32 from, u32 to, const char *place)
{
	input(m, "%s from 0x%08x, %s", loads[i].name, from, place);
	fill(m, to, 0xEE, EIGHT);
	snapshot(m);
}

/* What stands at from comes. */
static void comes(struct machine *m, u32 i, u32 from, u32 to, const char *place)
{
	u8 wanted[EIGHT] = { 0 };

	get(m, from, wanted, loads[i].size);
	load(m, i, from, to, place);
	same_error(m, "a value that can be read is refused", call(m, loads[i].name, to, from), 0);
	same_bytes(m, "another value comes", to, wanted, EIGHT);
	only_changed(m, "it changes more than *to", (struct range[]){ { to, EIGHT } }, 1);
}

/* Nothing comes, and that is said. hole: where in the value bytes are missing; 0: it may not be asked for at all. */
static void fails(struct machine *m, u32 i, u32 from, u32 to, u32 hole, const char *place)
{
	static const u8 zeros[EIGHT];

	load(m, i, from, to, place);
	same_error(m, "a value that must not come is not refused", call(m, loads[i].name, to, from), (u32)-EFAULT);
	if (hole)
		expect_fault(m, hole, from + loads[i].size);
	same_bytes(m, "the load has failed, and *to is not 0", to, zeros, EIGHT);
	only_changed(m, "it changes more than *to", (struct range[]){ { to, EIGHT } }, 1);
}

/* ---- The store of eight bytes */

/* It arrives. */
static void arrives(struct machine *m, u32 to, const char *place)
{
	u8 wanted[EIGHT];

	for (u32 i = 0; i < EIGHT; i++)
		wanted[i] = (u8)(stored >> 8 * i);
	input(m, "__put_user_8 to 0x%08x, %s", to, place);
	snapshot(m);
	same_error(m, "a store that is possible is refused", call(m, "__put_user_8", (u32)stored, (u32)(stored >> 32), to), 0);
	same_bytes(m, "the value is not what was stored", to, wanted, EIGHT);
	only_changed(m, "it changes more than eight bytes", (struct range[]){ { to, EIGHT } }, 1);
}

/* It does not, and of the bytes before the hole at most those have changed. hole: as above. */
static void bounces(struct machine *m, u32 to, u32 hole, const char *place)
{
	u32 some = hole ? hole - to : 0;

	input(m, "__put_user_8 to 0x%08x, %s", to, place);
	snapshot(m);
	same_error(m, "a store that must fail does not say so", call(m, "__put_user_8", (u32)stored, (u32)(stored >> 32), to), (u32)-EFAULT);
	if (hole)
		expect_fault(m, hole, to + EIGHT);
	only_changed(m, some ? "it changes bytes before those that it was to store" : "what must not be touched has changed", (struct range[]){ { to, some } }, 1);
}

/* ---- Cases */

static void values(struct machine *m)
{
	u32 from = buffer(m, sizeof pattern), to = buffer(m, EIGHT);

	draw(m);
	put(m, from, pattern, sizeof pattern);
	for (u32 i = 0; i < LOADS; i++)
		for (u32 skew = 0; skew < 5; skew++)
			comes(m, i, from + 8 * i + skew, to, "all of it readable");
	for (u32 skew = 0; skew < 5; skew++)
		arrives(m, from + 8 + skew, "all of it writable");
}

/* Where one of the holes begins, with room for a pattern before it. */
static u32 any_hole(struct machine *m)
{
	for (u32 n = below(m, 8); n; n--)
		buffer_at_end(m, 0);
	return buffer_at_end(m, sizeof pattern) + sizeof pattern;
}

/* The last values before a hole, and the first in it. */
static void hole(struct machine *m)
{
	u32 end = any_hole(m), to = buffer(m, EIGHT);

	draw(m);
	put(m, end - sizeof pattern, pattern, sizeof pattern);
	for (u32 i = 0; i < LOADS; i++) {
		comes(m, i, end - loads[i].size, to, "the last bytes before a hole");
		fails(m, i, end, to, end, "in a hole");
	}
	arrives(m, end - EIGHT, "the last bytes before a hole");
	bounces(m, end, end, "in a hole");
}

static void across(struct machine *m)
{
	u32 end = any_hole(m), to = buffer(m, EIGHT);

	draw(m);
	put(m, end - sizeof pattern, pattern, sizeof pattern);
	for (u32 i = 1; i < LOADS; i++)
		for (u32 before = 1; before < loads[i].size; before++)
			fails(m, i, end - before, to, end, "across the edge of a hole");
	for (u32 before = 1; before < EIGHT; before++)
		bounces(m, end - before, end, "across the edge of a hole");
}

/* Memory that could be read, before the thread's limit and behind it. Another limit, another answer. */
static void limit(struct machine *m)
{
	u32 from = buffer(m, sizeof pattern), to = buffer(m, EIGHT), at = from + between(m, EIGHT, sizeof pattern - EIGHT);

	draw(m);
	put(m, from, pattern, sizeof pattern);
	set_limit(m, at);
	for (u32 i = 0; i < LOADS; i++) {
		comes(m, i, at - loads[i].size, to, "the last bytes below the limit");
		for (u32 before = 0; before < loads[i].size; before++)
			fails(m, i, at - before, to, 0, before ? "half below the limit" : "at the limit");
	}
	for (u32 before = 0; before < EIGHT; before++)
		bounces(m, at - before, 0, before ? "half below the limit" : "at the limit");
	arrives(m, at - EIGHT, "the last bytes below the limit");
	set_limit(m, 0);
	for (u32 i = 0; i < LOADS; i++)
		fails(m, i, from, to, 0, "with a limit of 0");
	bounces(m, from, 0, "with a limit of 0");
}

/* The last page of all is mapped here, so that only the sum tells: it is 2 to the 32, which 32 bits call 0. */
static void sum(struct machine *m)
{
	static const u32 limits[] = { NOBODY, OFFSET };
	struct cpu cpu;
	u32 page = pages(m, 1), to = buffer(m, EIGHT), table;

	fill(m, page, 0x5A, PAGE);
	read_cpu(m, &cpu);
	table = get32(m, OFFSET + (cpu.cr3 & ~(PAGE - 1u)) + 1023 * 4);
	put32(m, OFFSET + (table & ~(PAGE - 1u)) + 1023 * 4, (page - OFFSET) | 3);
	same(m, "the last page of all is not there", try_load(m, 0xFFFFFFFC).kind, RETURNED);
	for (u32 k = 0; k < 2; k++) {
		set_limit(m, limits[k]);
		for (u32 i = 0; i < LOADS; i++)
			fails(m, i, -loads[i].size, to, 0, "the last bytes of all: behind them addresses begin again");
		bounces(m, (u32)-EIGHT, 0, "the last bytes of all: behind them addresses begin again");
	}
}

static const struct test_case cases[] = {
	{ "a value", 2, values, 0 },
	{ "a hole", 2, hole, "a value" },
	{ "across the edge", 2, across, "a value" },
	{ "the limit", 3, limit, "a value" },
	{ "the sum has 33 bits", 1, sum, "a value" },
	{ 0 }
};

const struct exercise exercise_exception_tables_getuser = { "exception-tables/getuser", cases, setup, 0 };
