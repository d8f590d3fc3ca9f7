/* SPDX-License-Identifier: MIT */
/* Exercise exception-tables/copy-user: a copy that says how much is left. */
#include "machine.h"

enum { MOST = 4096, WHOLE, TO_ENDS, FROM_ENDS };

struct copy {
	u32 kind, n, room, to_skew, from_skew; /* room: bytes before the hole; skews: of the side without one */
};

static void say(struct machine *m, const struct copy *c)
{
	struct text hole = { 0 };

	if (c->kind != WHOLE)
		add(&hole, "; the %s ends in a hole after %u of them", c->kind == TO_ENDS ? "target" : "source", c->room);
	input(m, "__copy_user of %u byte%s, to an address that ends in %x, from one that ends in %x%s", c->n, c->n == 1 ? "" : "s",
	      c->kind == TO_ENDS ? (16 - c->room % 16) % 16 : c->to_skew, c->kind == FROM_ENDS ? (16 - c->room % 16) % 16 : c->from_skew,
	      hole.s);
}

/* One call, judged whole: the answer, what arrived, and what did not change. */
static void check(struct machine *m, struct copy c)
{
	u32 to, from, left, done, first = below(m, 165);
	u8 pattern[MOST];

	if (c.kind == TO_ENDS)
		to = buffer_at_end(m, c.room);
	else
		to = buffer(m, c.n + 16) + c.to_skew;
	if (c.kind == FROM_ENDS)
		from = buffer_at_end(m, c.room);
	else
		from = buffer(m, c.n + 16) + c.from_skew;
	for (u32 i = 0; i < c.n; i++)
		pattern[i] = (u8)((first + i * 13 + i / 165) % 165); /* never what memory holds that nobody wrote */
	put(m, from, pattern, c.kind == FROM_ENDS ? c.room : c.n);
	say(m, &c);
	snapshot(m);
	left = call(m, "__copy_user", to, from, c.n);
	if (left > c.n)
		same(m, "more bytes are left than there were", left, c.n - c.room);
	if (c.kind == FROM_ENDS) {
		if (left < c.n - c.room)
			same(m, "the answer says that bytes were copied which could not be read", left, c.n - c.room);
		if (left > c.n - c.room + 3)
			same(m, "more than three bytes that could be read were given up", left, c.n - c.room);
	} else {
		same(m, c.kind == WHOLE ? "nothing was in the way, and bytes are left" : "the bytes that are left are counted wrong",
		     left, c.n - c.room);
	}
	if (c.room < c.n)
		expect_fault(m, (c.kind == TO_ENDS ? to : from) + c.room, (c.kind == TO_ENDS ? to : from) + c.n);
	done = c.n - left;
	same_bytes(m, "what counts as copied has not arrived", to, pattern, done);
	only_changed(m, "it changes bytes that do not count as copied", (struct range[]){ { to, done } }, 1);
}

static void whole(struct machine *m)
{
	const u32 sizes[] = { 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 4 * between(m, 5, 100), between(m, 18, 1000), 4095, 0 };

	for (u32 i = 0; i < sizeof sizes / sizeof *sizes; i++)
		check(m, (struct copy){ WHOLE, sizes[i], sizes[i], 0, 0 });
}

/* Every mutual alignment; a fresh machine for each target's, as memory is not given back. */
static void draw_skewed(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 100);
	row[1] = below(m, 16);
	row[2] = below(m, 16);
	(void)index;
}

static void show_skewed(struct text *text, const u32 *row)
{
	add(text, "%u bytes, target's low digit %x, source's %x", row[0], row[1] % 16, row[2] % 16);
}

static void run_skewed(struct machine *m, const u32 *row, u32 count)
{
	for (u32 i = 0; i < count; i++, row += 3)
		check(m, (struct copy){ WHOLE, row[0] % MOST, row[0] % MOST, row[1] % 16, row[2] % 16 });
}

static void skewed(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 40, .rows = 4, .width = 3, .draw = draw_skewed, .run = run_skewed, .show = show_skewed });
}

static void target_ends(struct machine *m)
{
	u32 fit = 16 * between(m, 1, 4), n = fit + 4 * between(m, 5, 20), many = 4 * between(m, 400, 1000);

	check(m, (struct copy){ TO_ENDS, n, fit, 0, 0 });
	check(m, (struct copy){ TO_ENDS, n, fit - 2, 0, 0 });
	check(m, (struct copy){ TO_ENDS, n + 3, fit, 0, 0 });
	check(m, (struct copy){ TO_ENDS, 5, 2, 0, 0 });
	check(m, (struct copy){ TO_ENDS, n, 0, 0, 0 });
	check(m, (struct copy){ TO_ENDS, n, n - 1, 0, 0 });
	check(m, (struct copy){ TO_ENDS, many, many - 997, 0, 0 });
}

static void source_ends(struct machine *m)
{
	u32 fit = 16 * between(m, 1, 4), n = fit + 4 * between(m, 5, 20), many = 4 * between(m, 400, 1000);

	check(m, (struct copy){ FROM_ENDS, n, fit, 0, 0 });
	check(m, (struct copy){ FROM_ENDS, n, fit - 2, 0, 0 });
	check(m, (struct copy){ FROM_ENDS, n + 3, fit - 2, 0, 0 });
	check(m, (struct copy){ FROM_ENDS, 5, 2, 0, 0 });
	check(m, (struct copy){ FROM_ENDS, n, 0, 1, 0 });
	check(m, (struct copy){ FROM_ENDS, n, 3, 1, 0 });
	check(m, (struct copy){ FROM_ENDS, n, n - 1, 0, 0 });
	check(m, (struct copy){ FROM_ENDS, many, many - 997, 0, 0 });
}

static void draw_hole(struct machine *m, u32 *row, u32 index)
{
	row[0] = between(m, 1, 90);
	row[1] = below(m, row[0]);
	row[2] = below(m, 16);
	(void)index;
}

static void show_hole(struct text *text, const u32 *row)
{
	u32 n = row[0] % MOST;

	add(text, "%u bytes, of which %u fit; the other side's low digit %x", n, n ? row[1] % (n + 1) : 0, row[2] % 16);
}

static void run_to_hole(struct machine *m, const u32 *row, u32 count)
{
	for (u32 i = 0; i < count && i < 8; i++, row += 3)
		check(m, (struct copy){ TO_ENDS, row[0] % MOST, row[1] % (row[0] % MOST + 1), 0, row[2] % 16 });
}

static void run_from_hole(struct machine *m, const u32 *row, u32 count)
{
	for (u32 i = 0; i < count && i < 8; i++, row += 3)
		check(m, (struct copy){ FROM_ENDS, row[0] % MOST, row[1] % (row[0] % MOST + 1), row[2] % 16, 0 });
}

static void any_target(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 8, .width = 3, .draw = draw_hole, .run = run_to_hole, .show = show_hole });
}

static void any_source(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 8, .width = 3, .draw = draw_hole, .run = run_from_hole, .show = show_hole });
}

static const struct test_case cases[] = {
	{ "a whole copy", 3, whole, 0 },
	{ "any alignment", 3, skewed, "a whole copy" },
	{ "the target ends early", 4, target_ends, "a whole copy" },
	{ "the source ends early", 4, source_ends, "a whole copy" },
	{ "any target that ends early", 3, any_target, "the target ends early" },
	{ "any source that ends early", 3, any_source, "the source ends early" },
	{ 0 }
};

const struct exercise exercise_exception_tables_copy_user = { "exception-tables/copy-user", cases, 0, 0 };
