/* SPDX-License-Identifier: MIT */
/* Exercise exception-tables/extable: sorting and searching a table of pairs. */
#include "machine.h"

enum { MOST = 40 };

struct entry {
	u32 insn, fixup;
};

/* Each entry's fixup belongs to no other, not even to one with the same insn. */
static u32 fixup_of(const u32 *insns, u32 i)
{
	return insns[i] * 7 + 3 + 64 * i;
}

static void add_table(struct text *text, const u32 *insns, u32 count)
{
	add(text, "a table of %u", count);
	for (u32 i = 0; i < count && i < 8; i++)
		add(text, "%s 0x%08x", i ? "," : ":", insns[i]);
	if (count > 8)
		add(text, ", ...");
}

/* Memory that ends here, and memory that begins here: a table is laid before the one or behind the other. */
static u32 hole, start;

static void setup(struct machine *m)
{
	hole = buffer_at_end(m, 0);
	start = buffer_at_start(m, 8 * MOST);
}

static void lay(struct machine *m, u32 at, const u32 *insns, u32 count)
{
	for (u32 i = 0; i < count; i++)
		put(m, at + 8 * i, (const u32[]){ insns[i], fixup_of(insns, i) }, 8);
}

/* Ascending, the simplest way there is. Equal numbers are left out; returns how many remain. */
static u32 in_order(u32 *insns, u32 count)
{
	u32 n = 0;

	for (u32 i = 0; i < count; i++) {
		u32 at = n, value = insns[i];
		bool twice = false;

		for (u32 k = 0; k < n; k++)
			twice = twice || insns[k] == value;
		if (twice)
			continue;
		for (; at && insns[at - 1] > value; at--)
			insns[at] = insns[at - 1];
		insns[at] = value;
		n++;
	}
	return n;
}

/* Whether each entry of the unsorted table is still one of got. */
static void check_kept(struct machine *m, const u32 *insns, const struct entry *got, u32 count)
{
	for (u32 i = 0; i < count; i++) {
		u32 before = 0, after = 0;
		bool kept = false;

		for (u32 k = 0; k < count; k++) {
			before += insns[k] == insns[i];
			after += got[k].insn == insns[i];
			kept = kept || (got[k].insn == insns[i] && got[k].fixup == fixup_of(insns, i));
		}
		if (after < before)
			fail(m, before > 1 ? "one of %u entries with the insn 0x%08x is lost" : "%u entry, with the insn 0x%08x, is lost", before, insns[i]);
		if (!kept)
			fail(m, "the entry with the insn 0x%08x has lost its own fixup", insns[i]);
	}
}

static void sort_at(struct machine *m, u32 at, const u32 *insns, u32 count)
{
	struct text said = { 0 };
	struct entry got[MOST];

	lay(m, at, insns, count);
	add_table(&said, insns, count);
	input(m, "sort_extable, %s", said.s);
	snapshot(m);
	call(m, "sort_extable", at, at + 8 * count);
	get(m, at, got, 8 * count);
	for (u32 i = 1; i < count; i++)
		if (got[i - 1].insn > got[i].insn)
			fail(m, "the entries are not in ascending order of insn: 0x%08x stands before 0x%08x", got[i - 1].insn, got[i].insn);
	check_kept(m, insns, got, count);
	only_changed(m, "it writes outside the table", (struct range[]){ { at, 8 * count } }, 1);
}

static void check_sort(struct machine *m, const u32 *insns, u32 count)
{
	sort_at(m, hole - 8 * count, insns, count);
	sort_at(m, start, insns, count);
}

static void search_at(struct machine *m, u32 at, const u32 *insns, u32 count, u32 eip)
{
	u32 wanted = 0, got;
	struct text said = { 0 };

	lay(m, at, insns, count);
	for (u32 i = 0; i < count; i++)
		if (insns[i] == eip)
			wanted = at + 8 * i;
	add_table(&said, insns, count);
	input(m, "search_extable for 0x%08x, %s", eip, said.s);
	snapshot(m);
	got = call(m, "search_extable", at, at + 8 * count, eip);
	if (!wanted && got)
		fail(m, "it finds an entry for an address that has none");
	if (wanted && !got)
		fail(m, "it does not find entry %u of %u, which is there", (wanted - at) / 8 + 1, count);
	if (got != wanted)
		fail(m, "it finds something other than entry %u of %u, which is the one", (wanted - at) / 8 + 1, count);
	only_changed(m, "it changes the table", 0, 0);
}

static void check_search(struct machine *m, const u32 *insns, u32 count, u32 eip)
{
	search_at(m, hole - 8 * count, insns, count, eip);
	search_at(m, start, insns, count, eip);
}

/* Five addresses in the kernel, ascending, each this much or more above the one before; two are as close as that. */
static void draw_code(struct machine *m, u32 *insns, u32 apart)
{
	u32 at = 0xC0100000 + below(m, 0x10000), close = between(m, 1, 4);

	for (u32 i = 0; i < 5; i++)
		insns[i] = at += i == close ? apart : apart + below(m, 0x1000);
}

static void sorts(struct machine *m)
{
	u32 v[5];

	draw_code(m, v, 1);
	check_sort(m, (const u32[]){ v[1], v[0] }, 2);
	check_sort(m, (const u32[]){ v[2], v[0], v[1] }, 3);
	check_sort(m, (const u32[]){ v[4], v[3], v[2], v[1], v[0] }, 5);
	check_sort(m, (const u32[]){ v[1], v[2], v[3], v[4], v[0] }, 5);
}

static void sorts_far(struct machine *m)
{
	check_sort(m, (const u32[]){ between(m, 0xC0000000, 0xFFFFFFFE), below(m, 0x10000), 0x80000000, 0x7FFFFFFF }, 4);
	check_sort(m, (const u32[]){ 0xFFFFFFFF, 0 }, 2);
}

/* Small tables alone would be no proof of anything: only with one that must be sorted. */
static void sorts_small(struct machine *m)
{
	u32 v[5];

	draw_code(m, v, 1);
	check_sort(m, (const u32[]){ v[1], v[0] }, 2);
	check_sort(m, v, 1);
	check_sort(m, 0, 0);
}

/* Two entries for one instruction are somebody's mistake. It must be there to be found. */
static void sorts_equal(struct machine *m)
{
	u32 v[5];

	draw_code(m, v, 1);
	check_sort(m, (const u32[]){ v[1], v[0], v[1] }, 3);
	check_sort(m, (const u32[]){ v[3], v[3], v[2], v[2], v[2] }, 5);
}

static void searches(struct machine *m)
{
	u32 table[5];

	draw_code(m, table, 1);
	for (u32 n = 1; n <= 5; n++)
		for (u32 i = 0; i < n; i++)
			check_search(m, table, n, table[i]);
}

static void searches_in_vain(struct machine *m)
{
	u32 table[5];

	draw_code(m, table, 2); /* with an address between any two */
	check_search(m, table, 5, table[2]);
	for (u32 i = 0; i < 5; i++) {
		check_search(m, table, 5, table[i] + 1);
		check_search(m, table, 5, table[i] - 1);
	}
	check_search(m, table, 5, 0);
	check_search(m, table, 5, 0xFFFFFFFF);
	check_search(m, table, 0, table[0]);
}

static void searches_far(struct machine *m)
{
	const u32 table[] = { 0, between(m, 1, 0x10000), 0x7FFFFFFF, 0x80000000, between(m, 0xC0000000, 0xFFFFFFFE), 0xFFFFFFFF };

	for (u32 i = 0; i < 6; i++)
		check_search(m, table, 6, table[i]);
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = any(m) >> below(m, 31);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "0x%08x", row[0]);
}

static void run_sort(struct machine *m, const u32 *rows, u32 count)
{
	check_sort(m, rows, count < MOST ? count : MOST);
}

static void any_table(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 25, .rows = 20, .width = 1, .draw = draw, .run = run_sort, .show = show });
}

static void run_search(struct machine *m, const u32 *rows, u32 count)
{
	u32 table[MOST], n = count ? count - 1 : 0;

	for (u32 i = 0; i < n && i < MOST; i++)
		table[i] = rows[i];
	n = in_order(table, n);
	if (n)
		check_search(m, table, n, table[rows[count - 1] % n]);
	if (count)
		check_search(m, table, n, rows[count - 1]);
}

static void any_search(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 25, .rows = 20, .width = 1, .draw = draw, .run = run_search, .show = show });
}

static const struct test_case cases[] = {
	{ "sorts", 2, sorts, 0 },
	{ "sorts addresses that lie far apart", 1, sorts_far, "sorts" },
	{ "sorts small tables", 1, sorts_small, "sorts" },
	{ "sorts entries with the same insn", 1, sorts_equal, "sorts" },
	{ "any table", 1, any_table, "sorts" },
	{ "finds", 1, searches, 0 },
	{ "finds nothing", 1, searches_in_vain, "finds" },
	{ "finds addresses that lie far apart", 1, searches_far, "finds" },
	{ "any search", 1, any_search, "finds" },
	{ 0 }
};

const struct exercise exercise_exception_tables_extable = { "exception-tables/extable", cases, setup, 0 };
