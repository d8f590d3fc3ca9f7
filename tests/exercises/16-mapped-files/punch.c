/* SPDX-License-Identifier: MIT */
/*
 * Exercise mapped-files/punch. A file of which a few pages are in the cache, up to four vmas of two memories that have some of them,
 * and a hole. The test is the tables and the tree: what goes, goes by its services, and each looks at the locks.
 */
#include "machine.h"

enum { PRESENT = 1, RW = 2, USER = 4, HIDDEN = 0x80 };
enum { SPAN = 12, VMAS = 4, MMS = 2, MOST = 6, FRAMES = 1 + SPAN + VMAS * MOST };

/* What is in an entry. */
enum { EMPTY, PAGE, NO_ACCESS, COPY, COPY_NO_ACCESS, KINDS };
static const char *const kinds[KINDS] = { "empty", "the file's page", "the file's page, no access", "a private copy", "a private copy, no access" };

static struct {
	u32 mapping, mm[MMS], pgd[MMS], vmas[VMAS], table, mem_map, i_mmap_lock, tree_lock; /* where they are */
	/* What is played: pages of the file are counted from base on */
	u32 base, n, hole, end, first, last, mm_of[VMAS], from[VMAS], pages[VMAS], kind[VMAS][MOST], start[VMAS];
	u32 no_table[VMAS]; /* so many of its pages, from the first on; the others lie in the next table */
	bool cached[SPAN], even_cows, to_the_end, from_zero, others, free; /* free: of all locks, since it has looked at a table */
	/* What has come of it */
	u32 entry[VMAS][MOST], count[FRAMES], cuts, before; /* truncate_count, as it is and as it was */
	struct text story;
} s;

#define each_entry(v, i) for (u32 v = 0; v < s.n; v++) for (u32 i = 0; i < s.pages[v]; i++)

static u32 page_of(u32 frame)
{
	return s.mem_map + frame * SIZEOF_PAGE;
}

/* Frame 0 is nobody's; then come the file's pages; then one for each entry that may have a copy. */
static u32 frame_of(u32 v, u32 i)
{
	return s.kind[v][i] >= COPY ? 1 + SPAN + v * MOST + i : 1 + s.from[v] + i;
}

static u32 entry_at(u32 v, u32 i)
{
	return s.table + (v * MOST + i) * 4;
}

static bool in_hole(u32 k)
{
	return s.base + k >= s.first && s.base + k <= s.last;
}

/* Which of its vmas has the address? */
static u32 vma_at(u32 mm, u32 address)
{
	u32 v = 0;

	while (v < s.n && !(s.mm_of[v] == mm && address - s.start[v] < s.pages[v] * 4096))
		v++;
	return v;
}

static void story(struct machine *m, u32 v, u32 i)
{
	input(m, "%s\npage %u of the vma from 0x%08x: %s", s.story.s, i, s.start[v], kinds[s.kind[v][i]]);
}

/* ---- Services */

static bool locked(struct machine *m, u32 mm)
{
	return get32(m, s.mm[mm] + MM_LOCK) != 0;
}

/* Has it changed something by itself? released: a lock has been let go of this moment. */
static void look(struct machine *m, bool released)
{
	u32 cuts = get32(m, s.mapping + MAPPING_CUTS);

	expect(m, cuts == s.cuts || released || get32(m, s.i_mmap_lock), "it changes truncate_count without i_mmap_lock");
	s.cuts = cuts;
	each_entry(v, i)
		expect(m, get32(m, entry_at(v, i)) == s.entry[v][i], "it changes an entry by itself: the processor may remember it, and the page is held for nobody");
}

/* Whose table it is about to look at: of is s.mm, or s.pgd. */
static u32 which_mm(struct machine *m, u32 address, const u32 *of)
{
	u32 mm = 0;

	look(m, false);
	s.free = false;
	while (mm < MMS && of[mm] != address)
		mm++;
	expect(m, mm < MMS, "it asks for the entry of a memory that has no vma in the list");
	expect(m, get32(m, s.i_mmap_lock), "it looks at somebody's entries without i_mmap_lock: the vma may go");
	expect(m, locked(m, mm), "it looks at somebody's entries without his page_table_lock");
	return mm;
}

static u32 lookup_address(struct machine *m, const u32 *words, void *context)
{
	u32 mm = which_mm(m, words[0], s.pgd), v = vma_at(mm, words[1]);

	(void)context;
	expect(m, v < s.n, "it asks for the entry of an address that lies in none of the file's vmas");
	return (words[1] - s.start[v]) / 4096 < s.no_table[v] ? 0 : entry_at(v, (words[1] - s.start[v]) / 4096);
}

static u32 unmap_page_range(struct machine *m, const u32 *words, void *context)
{
	u32 mm = which_mm(m, words[0], s.mm), v = vma_at(mm, words[1]);

	(void)context;
	expect(m, words[1] < words[2], "it unmaps an empty range");
	expect(m, !((words[1] | words[2]) & 0xFFF), "it unmaps a piece of a page");
	expect(m, v < s.n && words[2] - s.start[v] <= s.pages[v] * 4096, "it unmaps something that is in none of the file's vmas");
	expect(m, s.cuts != s.before, "it unmaps a page before truncate_count has changed: a fault that has the page puts it in again");
	for (u32 i = (words[1] - s.start[v]) / 4096; i < (words[2] - s.start[v]) / 4096; i++) {
		story(m, v, i);
		expect(m, in_hole(s.from[v] + i), "it unmaps a page that does not lie in the hole");
		expect(m, s.even_cows || s.kind[v][i] < COPY, "it unmaps a private copy, and its bytes are nowhere else");
		if (s.entry[v][i])
			put32(m, page_of(frame_of(v, i)) + PAGE_COUNT, --s.count[frame_of(v, i)]);
		s.entry[v][i] = 0;
		put32(m, entry_at(v, i), 0);
	}
	input(m, "%s", s.story.s);
	return 0;
}

static void only_tree_lock(struct machine *m)
{
	look(m, false);
	expect(m, get32(m, s.tree_lock), "it looks into the tree without tree_lock");
	expect(m, s.free && !get32(m, s.i_mmap_lock) && !locked(m, 0) && !locked(m, 1), "it holds tree_lock together with another lock");
}

static u32 radix_tree_next(struct machine *m, const u32 *words, void *context)
{
	u32 index = get32(m, words[1]), k = index > s.base ? index - s.base : 0;

	(void)context;
	only_tree_lock(m);
	same_hex(m, "it looks into another tree", words[0], s.mapping + MAPPING_TREE);
	while (k < SPAN && !s.cached[k])
		k++;
	if (k >= SPAN)
		return 0;
	put32(m, words[1], s.base + k);
	return page_of(1 + k);
}

static u32 remove_from_page_cache(struct machine *m, const u32 *words, void *context)
{
	u32 k = (words[0] - s.mem_map) / SIZEOF_PAGE - 1;

	(void)context;
	only_tree_lock(m);
	expect(m, k < SPAN && page_of(1 + k) == words[0] && s.cached[k], "it takes a page out of the cache that is not in it");
	expect(m, in_hole(k), "it takes a page out of the cache that does not lie in the hole");
	each_entry(v, i)
		if (s.from[v] + i == k && s.entry[v][i] && s.kind[v][i] < COPY) {
			story(m, v, i);
			fail(m, "it takes a page out of the cache that an entry still names: whoever has that goes on with a page of no file");
		}
	s.cached[k] = false;
	put32(m, words[0] + PAGE_MAPPING, 0);
	put32(m, words[0] + PAGE_COUNT, --s.count[1 + k]);
	return 0;
}

static bool goes(u32 v, u32 i)
{
	return s.entry[v][i] && in_hole(s.from[v] + i) && (s.even_cows || s.kind[v][i] < COPY);
}

/* Who can, and is meant to, unmaps all vmas, unless it is done with them. */
static u32 preempt_check(struct machine *m, const u32 *words, void *context)
{
	u32 head = s.mapping + MAPPING_LIST, left = 0;

	(void)words, (void)context;
	look(m, true);
	s.free = !get32(m, s.i_mmap_lock) && !get32(m, s.tree_lock);
	each_entry(v, i)
		left += goes(v, i);
	if (left && s.others && s.free && !get32(m, thread(m) + THREAD_COUNT)) {
		s.n = 0;
		put32(m, head, head);
		put32(m, head + 4, head);
		add(&s.story, "\nWhile i_mmap_lock is free, all of them are unmapped");
		input(m, "%s", s.story.s);
	}
	return 0;
}

static u32 printk(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	fail(m, "a BUG_ON: it takes a lock and has it, or lets go of one and does not have it");
	return 0;
}

/* ---- A file, and who has it */

static void setup(struct machine *m)
{
	s.mapping = buffer(m, SIZEOF_MAPPING);
	s.mem_map = buffer(m, FRAMES * SIZEOF_PAGE);
	s.table = buffer(m, VMAS * MOST * 4);
	for (u32 i = 0; i < MMS; i++)
		s.mm[i] = buffer(m, SIZEOF_MM);
	for (u32 i = 0; i < VMAS; i++)
		s.vmas[i] = buffer(m, SIZEOF_VMA);
	s.i_mmap_lock = symbol(m, "i_mmap_lock");
	s.tree_lock = symbol(m, "tree_lock");
	put32(m, symbol(m, "mem_map"), s.mem_map);
	service(m, "lookup_address", lookup_address, 0);
	service(m, "unmap_page_range", unmap_page_range, 0);
	service(m, "radix_tree_next", radix_tree_next, 0);
	service(m, "remove_from_page_cache", remove_from_page_cache, 0);
	service(m, "preempt_check", preempt_check, 0);
	service(m, "printk", printk, 0);
}

static void lay_vma(struct machine *m, u32 v)
{
	static const u32 rights[KINDS] = { 0, PRESENT | USER, HIDDEN, PRESENT | USER | RW, HIDDEN };

	s.start[v] = (v * 100 + between(m, 1, 99)) << 22 | (s.no_table[v] ? 1024 - s.no_table[v] : below(m, 1024)) << 12;
	put32(m, s.vmas[v] + VMA_MM, s.mm[s.mm_of[v]]);
	put32(m, s.vmas[v] + VMA_START, s.start[v]);
	put32(m, s.vmas[v] + VMA_END, s.start[v] + s.pages[v] * 4096);
	put32(m, s.vmas[v] + VMA_PGOFF, s.base + s.from[v]);
	add(&s.story, "\n%u page%s from 0x%08x, of the file from %u on", s.pages[v], s.pages[v] == 1 ? "" : "s", s.start[v], s.base + s.from[v]);
	for (u32 i = 0; i < s.pages[v]; i++) {
		u32 *kind = &s.kind[v][i];

		if (i < s.no_table[v] || (*kind < COPY && !s.cached[s.from[v] + i]))
			*kind = EMPTY;
		s.entry[v][i] = *kind == EMPTY ? 0 : frame_of(v, i) * 4096 | rights[*kind];
		s.count[*kind == EMPTY ? 0 : frame_of(v, i)]++;
		put32(m, entry_at(v, i), s.entry[v][i]);
	}
}

/* Into the list, in any order. */
static void lay_list(struct machine *m)
{
	u32 order[VMAS], at, next, head = s.mapping + MAPPING_LIST;

	for (u32 i = 0; i < s.n; i++)
		order[i] = i;
	shuffle(m, order, s.n);
	at = head;
	for (u32 i = 0; i <= s.n; i++, at = next) {
		next = i == s.n ? head : s.vmas[order[i]] + VMA_SHARED;
		put32(m, at, next);
		put32(m, next + 4, at);
	}
}

static void lay(struct machine *m)
{
	fill(m, s.mem_map, 0xA5, FRAMES * SIZEOF_PAGE);
	s.first = s.from_zero ? 0 : s.base + s.hole;
	s.last = s.to_the_end ? 0xFFFFFFFF : s.base + s.end;
	s.story.length = 0;
	add(&s.story, "pages %u to %u%s; %s", s.first, s.last, s.to_the_end ? " (the largest number)" : "", s.even_cows ? "private copies too" : "no private copies");
	for (u32 i = 0; i < FRAMES; i++)
		s.count[i] = i ? below(m, 3) + (i <= SPAN && s.cached[i - 1]) : 0;
	for (u32 i = 0; i < MMS; i++) {
		put32(m, s.mm[i] + MM_LOCK, 0);
		s.pgd[i] = 0xC0000000 | (i * 1000 + below(m, 1000)) << 12;
		put32(m, s.mm[i] + MM_PGD, s.pgd[i]);
	}
	for (u32 v = 0; v < s.n; v++)
		lay_vma(m, v);
	for (u32 i = 0; i < FRAMES; i++) {
		u32 copy = i - 1 - SPAN; /* it may be another file's, and may have the number that the file's page has */

		put32(m, page_of(i) + PAGE_COUNT, s.count[i]);
		put32(m, page_of(i) + PAGE_MAPPING, i > SPAN ? below(m, 2) * (s.mapping + SIZEOF_MAPPING) : i && s.cached[i - 1] ? s.mapping : 0);
		put32(m, page_of(i) + PAGE_INDEX, s.base + (i > SPAN ? s.from[copy / MOST] + copy % MOST : i - 1));
	}
	lay_list(m);
	s.free = true;
	s.cuts = s.before = any(m);
	put32(m, s.mapping + MAPPING_CUTS, s.cuts);
	put32(m, s.i_mmap_lock, 0);
	put32(m, s.tree_lock, 0);
	put32(m, thread(m) + THREAD_COUNT, 0);
	put32(m, thread(m) + THREAD_FLAGS, RESCHED);
	input(m, "%s", s.story.s);
}

/* ---- One hole, judged whole */

static void check(struct machine *m)
{
	lay(m);
	call(m, "punch", s.mapping, s.first, s.last, s.even_cows);
	look(m, false);
	each_entry(v, i) {
		story(m, v, i);
		if (goes(v, i))
			fail(m, s.kind[v][i] < COPY ? "an entry still names a page of the hole" : "private copies are to go as well, and an entry still names one");
	}
	input(m, "%s", s.story.s);
	for (u32 k = 0; k < SPAN; k++)
		if (s.cached[k] && in_hole(k))
			fail(m, "page %u of the file lies in the hole, and is still in the cache", s.base + k);
	for (u32 i = 1; i < FRAMES; i++)
		same(m, "it changes the count of a page by itself", get32(m, page_of(i) + PAGE_COUNT), s.count[i]);
	expect(m, !get32(m, s.i_mmap_lock) && !get32(m, s.tree_lock) && !locked(m, 0) && !locked(m, 1), "it returns, and a lock is still held");
	same(m, "truncate_count goes up by one, once: it has gone up by", s.cuts - s.before, 1);
}

/* ---- Cases */

static void draw_hole(struct machine *m, u32 vmas)
{
	s.n = vmas;
	s.base = !below(m, 4) ? 0 : between(m, 1, 0xFFFFFFFF - 2 * SPAN);
	s.hole = below(m, SPAN);
	s.end = between(m, s.hole, SPAN - 1);
	s.to_the_end = s.from_zero = s.others = false;
	s.even_cows = below(m, 2);
	for (u32 k = 0; k < SPAN; k++)
		s.cached[k] = below(m, 5);
	for (u32 v = 0; v < VMAS; v++) {
		s.mm_of[v] = below(m, MMS);
		s.from[v] = below(m, SPAN);
		s.pages[v] = between(m, 1, SPAN - s.from[v] < MOST ? SPAN - s.from[v] : MOST);
		s.no_table[v] = below(m, 4) ? 0 : between(m, 1, s.pages[v]);
		for (u32 i = 0; i < MOST; i++)
			s.kind[v][i] = below(m, KINDS);
	}
}

static void one_mapping(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		draw_hole(m, i % 10 != 9);
		s.even_cows = true;
		s.no_table[0] = 0;
		check(m);
	}
}

static void copies(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		draw_hole(m, 1);
		s.even_cows = i % 4 == 3;
		if (i % 2 == 0) { /* all of the vma, whose table may begin in the middle */
			s.no_table[0] = i % 4 / 2 * s.pages[0] / 2;
			s.hole = s.from[0];
			s.end = s.from[0] + s.pages[0] - 1;
		}
		check(m);
	}
}

static void several(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		draw_hole(m, between(m, 2, VMAS));
		s.others = i % 2;
		check(m);
	}
}

/* Holes that begin or end with a vma, or at the smallest and the largest number; vmas that end there. Holes across the largest
 * signed number, and across that of the page behind 4 GiB. */
static void borders(struct machine *m)
{
	for (u32 i = 0; i < 150; i++) {
		draw_hole(m, 1 + i % 2);
		s.to_the_end = i % 3 == 1;
		s.from_zero = i % 3 == 2;
		s.base = i % 9 < 3 ? 0 : i % 9 < 6 ? 0xFFFFFFFF - SPAN + 1 : s.base;
		if (i % 4 == 0)
			s.from[0] = SPAN - s.pages[0];
		else if (i % 4 < 3)
			s.hole = s.end = s.from[0] + i % 2 * (s.pages[0] - 1);
		check(m);
		draw_hole(m, 2);
		s.base = (i % 2 ? 0x80000000 : 0x100000) - SPAN / 2;
		s.end = SPAN - 1 - (s.hole %= SPAN / 2);
		check(m);
	}
}

static const struct test_case cases[] = {
	{ "one mapping", 5, one_mapping, 0 },
	{ "private copies", 4, copies, "one mapping" },
	{ "several mappings", 4, several, "one mapping" },
	{ "borders", 3, borders, "one mapping" },
	{ 0 }
};

const struct exercise exercise_mapped_files_punch = { "mapped-files/punch", cases, setup, 0 };
