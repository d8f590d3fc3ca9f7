/* SPDX-License-Identifier: MIT */
/*
 * paging/walk. The model divides where an answer shifts and masks, and asks for each right by
 * itself. Tables lie in the arena, where __va finds them; the frames they name need not exist.
 */
#include "machine.h"

enum { FOUND, NO_TABLE, NO_PAGE };
enum { PRESENT = 1, WRITABLE = 2, USER = 4, LARGE = 128, TABLES = 4 };

static struct {
	u32 pgd, tables; /* addresses */
	u32 pa, rights;  /* where walk is told to put its answers */
} at;

static void setup(struct machine *m)
{
	at.pgd = pages(m, 1);
	at.tables = pages(m, TABLES);
	fill(m, at.pgd, 0, 4096);
	fill(m, at.tables, 0, 4096 * TABLES);
	at.pa = buffer_at_end(m, 4);
	at.rights = buffer_at_end(m, 4);
}

/* ---- The tables */

/* A directory entry that names table i. */
static u32 to_table(u32 i, u32 flags)
{
	return at.tables - 0xC0000000 + 4096 * (i % TABLES) + flags;
}

static void set_pde(struct machine *m, u32 va, u32 entry)
{
	put32(m, at.pgd + va / 4194304 * 4, entry);
}

static void set_pte(struct machine *m, u32 table, u32 va, u32 entry)
{
	put32(m, at.tables + 4096 * (table % TABLES) + va / 4096 % 1024 * 4, entry);
}

/* ---- The model */

struct answer {
	u32 result, pa, rights;
	u32 flags; /* of the last entry */
	u32 entry; /* the address of the table's, or 0 */
};

static bool grants(u32 entry, u32 right)
{
	return entry / right % 2;
}

static struct answer model(struct machine *m, u32 va)
{
	u32 pde = get32(m, at.pgd + va / 4194304 * 4), pte;
	struct answer a = { FOUND, 0, 0, 0, 0 };

	if (!grants(pde, PRESENT)) {
		a.result = NO_TABLE;
		return a;
	}
	if (grants(pde, LARGE)) {
		a.pa = pde / 4194304 * 4194304 + va % 4194304;
		a.rights = pde / 2 % 4 * 2;
		a.flags = pde % 4096;
		return a;
	}
	a.entry = 0xC0000000 + pde / 4096 * 4096 + va / 4096 % 1024 * 4;
	pte = get32(m, a.entry);
	if (!grants(pte, PRESENT)) {
		a.result = NO_PAGE;
		return a;
	}
	a.pa = pte / 4096 * 4096 + va % 4096;
	a.flags = pte % 4096;
	a.rights += grants(pde, WRITABLE) && grants(pte, WRITABLE) ? WRITABLE : 0;
	a.rights += grants(pde, USER) && grants(pte, USER) ? USER : 0;
	return a;
}

/* ---- In words */

/* One line each for what the caller finds, so that only what differs is marked. */
static void describe(struct text *text, u32 result, u32 pa, u32 rights)
{
	if (result == FOUND)
		add(text, "WALK_FOUND\n*pa     0x%08x\n*rights%s%s%s", pa, rights & WRITABLE ? " _PAGE_RW" : "", rights & USER ? " _PAGE_USER" : "",
		    rights & (WRITABLE | USER) ? "" : " none");
	else if (result == NO_TABLE || result == NO_PAGE)
		add(text, "%s", result == NO_TABLE ? "WALK_NO_TABLE" : "WALK_NO_PAGE");
	else
		add(text, "%d", result);
}

static void wrong(struct machine *m, const char *cause, struct answer want, u32 result, u32 pa, u32 rights)
{
	struct text expected = { 0 }, actual = { 0 };

	describe(&expected, want.result, want.pa, want.rights);
	describe(&actual, result, pa, rights);
	same_text(m, cause, actual.s, expected.s);
	fail(m, "%s", cause);
}

static void check_found(struct machine *m, struct answer want, u32 pa, u32 rights)
{
	u32 granted = rights & (WRITABLE | USER);

	if (pa != want.pa && (pa == (want.pa | want.flags) || pa == want.pa + want.flags))
		wrong(m, "flags of the entry are left in the physical address", want, FOUND, pa, rights);
	if (pa != want.pa && pa == want.pa / 4096 * 4096)
		wrong(m, "the physical address is that of the page, not of the byte", want, FOUND, pa, rights);
	if (pa != want.pa)
		wrong(m, "the physical address is wrong", want, FOUND, pa, rights);
	if (granted & ~want.rights)
		wrong(m, "it grants a right that the entries do not both grant", want, FOUND, pa, rights);
	if (want.rights & ~granted)
		wrong(m, "it withholds a right that the entries grant", want, FOUND, pa, rights);
	same_hex(m, "rights has bits that are neither _PAGE_RW nor _PAGE_USER", rights, want.rights);
}

/* Were the entries on the way touched? Other places are only_changed's. */
static void check_tables(struct machine *m, u32 va, const char *before)
{
	struct text after = { 0 };

	walk(m, &after, at.pgd, va);
	same_text(m, "it changes the tables", after.s, before);
}

/* Shows the tables as a walk, calls, and compares with the model. */
static void check(struct machine *m, u32 va)
{
	struct answer want = model(m, va);
	struct text tables = { 0 };
	u32 result, pa, rights;

	walk(m, &tables, at.pgd, va);
	input(m, "walk(pgd, 0x%08x, &pa, &rights)\n%s", va, tables.s);
	put32(m, at.pa, 0xA5A5A5A5);
	put32(m, at.rights, 0xA5A5A5A5);
	snapshot(m);
	result = call(m, "walk", at.pgd, va, at.pa, at.rights);
	check_tables(m, va, tables.s);
	pa = get32(m, at.pa);
	rights = get32(m, at.rights);
	if (result > NO_PAGE)
		wrong(m, "its answer is none of the three", want, result, pa, rights);
	if (result == FOUND && want.result != FOUND)
		wrong(m, "it finds a page where there is none", want, result, pa, rights);
	if (result != FOUND && want.result == FOUND)
		wrong(m, "it says that nothing is there, but there is a page", want, result, pa, rights);
	if (result != want.result)
		wrong(m, want.result == NO_TABLE ? "the table is missing, not the page" : "the page is missing, not the table", want, result, pa, rights);
	if (result == FOUND) {
		only_changed(m, "it changes more than *pa and *rights", (struct range[]){ { at.pa, 4 }, { at.rights, 4 } }, 2);
		check_found(m, want, pa, rights);
	} else {
		same_hex(m, "it found nothing, and yet it changes *pa", pa, 0xA5A5A5A5);
		same_hex(m, "it found nothing, and yet it changes *rights", rights, 0xA5A5A5A5);
		only_changed(m, "it found nothing, and yet it changes something", 0, 0);
	}
}

/* The same for lookup_address. */
static void check_entry(struct machine *m, u32 va)
{
	struct answer want = model(m, va);
	struct text tables = { 0 };
	u32 entry;

	walk(m, &tables, at.pgd, va);
	input(m, "lookup_address(pgd, 0x%08x)\n%s", va, tables.s);
	snapshot(m);
	entry = call(m, "lookup_address", at.pgd, va);
	check_tables(m, va, tables.s);
	if (entry && !want.entry)
		same_hex(m, "lookup_address finds an entry where there is no table", entry, 0);
	if (!entry && want.entry)
		same_hex(m, "lookup_address does not find an entry of a table that is there", entry, want.entry);
	same_hex(m, "lookup_address finds another entry", entry, want.entry);
	only_changed(m, "lookup_address changes something", 0, 0);
}

/* ---- Cases */

/* The place of some frame in an entry. */
static u32 frame(struct machine *m)
{
	return between(m, 1, 0xFFFFE) << 12;
}

static void a_page(struct machine *m)
{
	u32 va = 0x40000000 + 4096 * between(m, 1, 254); /* two numbers of pages that are no number of a table here */

	set_pde(m, 0x40000000, to_table(0, 7));
	set_pde(m, 0xC0000000, to_table(1, 7));
	set_pte(m, 0, va, frame(m) + 7);
	set_pte(m, 0, va + 4096, frame(m) + 7);
	set_pte(m, 1, 0xC03FF000, 0xFFFFF007);
	set_pte(m, 1, 0xC0001000, 0x00000007);
	check(m, va);
	check(m, va + 4096 + between(m, 1, 4095));
	check(m, 0xC03FFFFF);
	check(m, 0xC0001000 + between(m, 1, 4095));
}

/* Entries that are not present may hold anything; each case has a page too, so that a constant is not enough. */
static void nothing_there(struct machine *m)
{
	u32 va = 0x40000000 + 4096 * below(m, 1020);

	set_pde(m, 0x40000000, to_table(0, 7));
	set_pte(m, 0, va, frame(m) + 7);
	set_pte(m, 0, va + 0x2000, frame(m) + 6);
	set_pte(m, 0, va + 0x3000, 0xFFFFFFFE);
	set_pde(m, 0x40400000, to_table(0, 6));
	set_pde(m, 0x40800000, 0xFFFFFFFE);
	for (u32 i = 0; i < 4; i++)
		check(m, va + 4096 * i + below(m, 4096));
	check(m, 0x40400000 + below(m, 4194304));
	check(m, 0x40800000 + below(m, 4194304));
	check(m, 0);
}

static void rights_of_both(struct machine *m)
{
	for (u32 i = 0; i < 16; i++) {
		u32 va = 0x08048000 + below(m, 4096);

		set_pde(m, va, to_table(0, PRESENT + i % 4 * 2));
		set_pte(m, 0, va, 0x00ABC000 + PRESENT + i / 4 * 2);
		check(m, va);
	}
}

static void four_megabytes(struct machine *m)
{
	for (u32 i = 0; i < 4; i++) {
		u32 va = 0xC0000000 + 4194304 * i;

		set_pde(m, va, 0x12400000 * i + LARGE + PRESENT + i * 2);
		check(m, va);
		check(m, va + 0x00000ABC);
		check(m, va + 0x003FF123);
		check(m, va + between(m, 4096, 4194303));
	}
	/* Bit 12 is about caching, the next nine are for processors with more memory. */
	set_pde(m, 0x40000000, 0x80400000 + 0x003FF000 + LARGE + 3);
	check(m, 0x40000000);
	check(m, 0x40234567);
	/* The bit means nothing in an entry that is not present, nor in a table. */
	set_pde(m, 0x40400000, 0x00800000 + LARGE + 6);
	check(m, 0x40400000);
	set_pde(m, 0x40800000, to_table(0, 7));
	set_pte(m, 0, 0x40801000, 0x00123000 + LARGE + 7);
	check(m, 0x40801234);
}

static void the_entry(struct machine *m)
{
	set_pde(m, 0x40000000, to_table(0, 7));
	set_pde(m, 0xC0000000, to_table(1, 0x63));
	set_pde(m, 0x40400000, to_table(2, 6));
	set_pte(m, 0, 0x40001000, 0x00123007);
	for (u32 i = 0; i < 3; i++)
		check_entry(m, 0x40000000 + below(m, 4194304));
	check_entry(m, 0x403FFFFF);
	check_entry(m, 0xC0000000);
	check_entry(m, 0x40400000);
	check_entry(m, 0);
	set_pde(m, 0x40800000, to_table(3, 7 + LARGE));
	check_entry(m, 0x40800000);
	check_entry(m, 0xC0000000 + below(m, 4194304));
}

/* All sixteen by sixteen of P, RW, US and bit 7; whatever the other flags are. */
static void every_combination(struct machine *m)
{
	for (u32 i = 0; i < 256; i++) {
		u32 va = any(m), pde = i % 16, pte = i / 16, table = below(m, TABLES);

		pde = pde % 8 + pde / 8 * LARGE;
		pte = pte % 8 + pte / 8 * LARGE;
		set_pde(m, va, pde & LARGE ? (any(m) & 0xFFFFFF78) | pde : to_table(table, (any(m) & 0xF78) | pde));
		set_pte(m, table, va, (any(m) & 0xFFFFFF78) | pte);
		check(m, va);
		check_entry(m, va);
	}
}

/* A row: an address, and what is to stand in the directory and in the table on the way to it. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = any(m);
	row[1] = any(m) | (below(m, 8) ? PRESENT : 0);
	row[2] = any(m) | (below(m, 4) ? PRESENT : 0);
	(void)index;
}

static void set_row(struct machine *m, const u32 *row, u32 index)
{
	bool large = (row[1] & (PRESENT | LARGE)) == (PRESENT | LARGE);

	set_pde(m, row[0], large ? row[1] : to_table(index, row[1] % 4096));
	set_pte(m, index, row[0], row[2]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (u32 i = 0; i < count; i++)
		set_row(m, rows + 3 * i, i);
	for (u32 i = 0; i < count; i++) {
		check(m, rows[3 * i]);
		check_entry(m, rows[3 * i]);
	}
}

static void show(struct text *text, const u32 *row)
{
	bool large = (row[1] & (PRESENT | LARGE)) == (PRESENT | LARGE);

	add(text, "0x%08x: ", row[0]);
	if (large)
		add(text, "directory entry 0x%08x, a page of 4 MiB", row[1]);
	else
		add(text, "directory entry with flags 0x%03x, table entry 0x%08x", row[1] % 4096, row[2]);
}

static void random_walks(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 20, .rows = 12, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "a page", 1, a_page, 0 },
	{ "nothing there", 2, nothing_there, "a page" },
	{ "rights of both", 2, rights_of_both, "a page" },
	{ "4 MiB", 2, four_megabytes, "a page" },
	{ "the entry", 1, the_entry, 0 },
	{ "every combination", 1, every_combination, 0 },
	{ "random walks", 1, random_walks, 0 },
	{ 0 }
};

const struct exercise exercise_paging_walk = { "paging/walk", cases, setup, 0 };
