/* SPDX-License-Identifier: MIT */
/* Exercise exception-tables/extable: sorting and searching a table of pairs. */
#include "machine.h"

enum { MOST = 40 };

struct entry {
	u32 insn, fixup;
};

/* A fixup that belongs to its instruction and to no other. */
static struct entry entry_of(u32 insn)
{
	return (struct entry){ insn, insn * 7 + 3 };
}

static void add_table(struct text *text, const u32 *insns, u32 count)
{
	add(text, "a table of %u", count);
	for (u32 i = 0; i < count && i < 8; i++)
		add(text, "%s 0x%08x", i ? "," : ":", insns[i]);
	if (count > 8)
		add(text, ", ...");
}

/* Memory that ends here; what a case needs is laid before it. */
static u32 hole;

static void setup(struct machine *m)
{
	hole = buffer_at_end(m, 0);
}

/* The table in memory that ends at a hole. */
static u32 lay(struct machine *m, const u32 *insns, u32 count)
{
	u32 at = hole - count * 8;

	for (u32 i = 0; i < count; i++) {
		struct entry e = entry_of(insns[i]);
		put(m, at + 8 * i, &e, 8);
	}
	return at;
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

static void check_sort(struct machine *m, const u32 *insns, u32 count)
{
	u32 wanted[MOST], at = lay(m, insns, count);
	struct text said = { 0 };
	struct entry got;

	for (u32 i = 0; i < count; i++)
		wanted[i] = insns[i];
	in_order(wanted, count);
	add_table(&said, insns, count);
	input(m, "sort_extable, %s", said.s);
	snapshot(m);
	call(m, "sort_extable", at, at + 8 * count);
	for (u32 i = 0; i < count; i++) {
		get(m, at + 8 * i, &got, 8);
		same_hex(m, "the entries are not in ascending order of insn", got.insn, wanted[i]);
		same_hex(m, "an entry has lost its own fixup", got.fixup, entry_of(wanted[i]).fixup);
	}
	only_changed(m, "it writes outside the table", (struct range[]){ { at, 8 * count } }, 1);
}

static void check_search(struct machine *m, const u32 *insns, u32 count, u32 eip)
{
	u32 at = lay(m, insns, count), wanted = 0, got;
	struct text said = { 0 };

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
		fail(m, "it does not find entry %u of %u, which is there", (wanted - at) / 8, count);
	same(m, "it finds another entry (number in the table)", (got - at) / 8, (wanted - at) / 8);
	only_changed(m, "it changes the table", 0, 0);
}

static void sorts(struct machine *m)
{
	check_sort(m, (const u32[]){ 0xC0100020, 0xC0100010 }, 2);
	check_sort(m, (const u32[]){ 3, 1, 2 }, 3);
	check_sort(m, (const u32[]){ 5, 4, 3, 2, 1 }, 5);
	check_sort(m, (const u32[]){ 1, 2, 3, 4, 0 }, 5);
}

static void sorts_far(struct machine *m)
{
	check_sort(m, (const u32[]){ 0xC0100020, 0x00001000, 0x80000000, 0x7FFFFFFF }, 4);
	check_sort(m, (const u32[]){ 0xFFFFFFFF, 0 }, 2);
}

/* Small tables alone would be no proof of anything: only with one that must be sorted. */
static void sorts_small(struct machine *m)
{
	check_sort(m, (const u32[]){ 9, 8 }, 2);
	check_sort(m, (const u32[]){ 7 }, 1);
	check_sort(m, 0, 0);
}

static void searches(struct machine *m)
{
	static const u32 table[] = { 0xC0100000, 0xC0100004, 0xC0100010, 0xC0100011, 0xC0200000 };

	for (u32 n = 1; n <= 5; n++)
		for (u32 i = 0; i < n; i++)
			check_search(m, table, n, table[i]);
}

static void searches_in_vain(struct machine *m)
{
	static const u32 table[] = { 0xC0100000, 0xC0100004, 0xC0100010, 0xC0100012, 0xC0200000 };

	check_search(m, table, 5, 0xC0100010);
	for (u32 i = 0; i < 5; i++) {
		check_search(m, table, 5, table[i] + 1);
		check_search(m, table, 5, table[i] - 1);
	}
	check_search(m, table, 5, 0);
	check_search(m, table, 5, 0xFFFFFFFF);
	check_search(m, table, 0, 0xC0100000);
}

static void searches_far(struct machine *m)
{
	static const u32 table[] = { 0, 0x1000, 0x7FFFFFFF, 0x80000000, 0xC0100000, 0xFFFFFFFF };

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
	u32 table[MOST], n = 0;

	for (u32 i = 0; i < count && n < MOST; i++) {
		bool twice = false;

		for (u32 k = 0; k < n; k++)
			twice = twice || table[k] == rows[i];
		if (!twice)
			table[n++] = rows[i];
	}
	check_sort(m, table, n);
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
	{ "any table", 1, any_table, "sorts" },
	{ "finds", 2, searches, 0 },
	{ "finds nothing", 1, searches_in_vain, "finds" },
	{ "finds addresses that lie far apart", 1, searches_far, "finds" },
	{ "any search", 1, any_search, "finds" },
	{ 0 }
};

const struct exercise exercise_exception_tables_extable = { "exception-tables/extable", cases, setup, 0 };
