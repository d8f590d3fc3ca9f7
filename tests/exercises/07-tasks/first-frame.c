/* SPDX-License-Identifier: MIT */
/* Exercise tasks/first-frame: what a task that has never run has on its stack. */
#include "machine.h"

enum { MOST = 16, REGISTERS = 6, ROOM = 256 };

static void add_words(struct text *text, u32 at, const u32 *words, u32 count)
{
	for (u32 i = 0; i < count; i++)
		add(text, "%s%08x  %08x", i ? "\n" : "", at + 4 * i, words[i]);
}

/* below: words between top and the next multiple of 16 below it, 0 to 3 */
static void check(struct machine *m, u32 n, u32 below_top)
{
	u32 top = buffer(m, ROOM) + ROOM - 16 * between(m, 0, 4) - 4 * (4 - below_top), args = buffer_at_end(m, 4 * n);
	u32 at = ((top - 4 * n) & ~15U) - 4 * (REGISTERS + 2), count = REGISTERS + 2 + n, answer;
	u32 wanted[REGISTERS + 2 + MOST] = { 0 }, got[REGISTERS + 2 + MOST];
	u32 fn = 0xC0100000 + below(m, 0x10000), end = 0xC0110000 + below(m, 0x10000);
	struct text g = { 0 }, w = { 0 };

	wanted[REGISTERS] = fn;
	wanted[REGISTERS + 1] = end;
	for (u32 i = 0; i < n; i++) {
		wanted[REGISTERS + 2 + i] = any(m) | 1;
		put32(m, args + 4 * i, wanted[REGISTERS + 2 + i]);
	}
	input(m, "first_frame: top is 0x%08x, fn 0x%08x, end 0x%08x, and there are %u arguments", top, fn, end, n);
	snapshot(m);
	answer = call(m, "first_frame", top, fn, end, args, n);
	get(m, at, got, 4 * count);
	add_words(&g, at, got, count);
	add_words(&w, at, wanted, count);
	same_text(m, "the words below top are not those that the task needs", g.s, w.s);
	only_changed(m, "it writes where nobody asked it to", (struct range[]){ { at, 4 * count } }, 1);
	same_hex(m, "the answer is not where the six registers begin", answer, at);
}

static void one(struct machine *m)
{
	check(m, 1, 0);
	check(m, 1, 2);
}

static void none(struct machine *m)
{
	check(m, 0, 0);
	check(m, 0, 3);
}

static void many(struct machine *m)
{
	check(m, 2, 0);
	check(m, between(m, 5, 7), 1);
}

static void exactly(struct machine *m)
{
	check(m, 3, 3);
	check(m, 4, 0);
	check(m, 8, 0);
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, MOST + 1);
	row[1] = below(m, 4);
	(void)index;
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	if (count)
		check(m, row[0] % (MOST + 1), row[1] % 4);
}

static void any_task(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 1, .width = 2, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "one argument", 3, one, 0 },
	{ "no argument", 1, none, "one argument" },
	{ "several", 2, many, "one argument" },
	{ "no room to spare", 1, exactly, "one argument" },
	{ "any task", 3, any_task, "one argument" },
	{ 0 }
};

const struct exercise exercise_tasks_first_frame = { "tasks/first-frame", cases, 0, 0 };
