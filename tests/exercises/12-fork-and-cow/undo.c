/* SPDX-License-Identifier: MIT */
/*
 * Exercise fork-and-cow/undo. A parent with four vmas: one in one table, one behind it and across two, one without a table, one in a
 * table of its own. The test is the memory, and any request may be the last one that it grants.
 */
#include "machine.h"

enum { PRESENT = 1, RW = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, NO_ACCESS = 0x80, ERROR = -12, CR3 = 0x00345000 };
enum { VMAS = 4, TABLES = 4, PAGES = 14, REQUESTS = VMAS + 3, NO_TABLE = 2 };

/* What the parent has in a page. DEVICE: a reserved frame; SHARED: since an earlier fork; ALONE: the child of that
 * has ended; HIDDEN: it may not be accessed. */
enum { EMPTY, ZEROS, DEVICE, OWN, SHARED, ALONE, READ_ONLY, HIDDEN, KINDS };
static const char *const kinds[KINDS] = { "empty", "the page of zeros", "a reserved frame, writable", "its own, writable", "read-only, shared since an earlier fork",
					  "read-only since an earlier fork, and its own by now", "read-only like its vma, and its own", "not to be accessed, and its own" };

static const struct {
	u32 table, first, pages; /* the first table, the first page in it */
} places[VMAS] = { { 0, 1017, 4 }, { 0, 1021, 6 }, { NO_TABLE, 100, 2 }, { 3, 0, 2 } };

static struct {
	u32 parent, child, mem_map, zero;              /* where they are; the number of the page of zeros */
	u32 vmas[VMAS], copies[VMAS];                  /* the parent's, the child's */
	u32 directory, its_directory, tables[TABLES], its_tables[TABLES]; /* the parent's, the child's */
	/* What is played */
	u32 fails, base, flags[VMAS], kind[PAGES], before[PAGES], count[PAGES];
	/* What has come of it */
	u32 now[PAGES], told[PAGES], requests, made, vma_made; /* requests made; tables and vmas of the child's, as bits */
	bool failed, gone, changed;
	struct text story;
} s;

/* ---- Where a page is */

static u32 vma_of(u32 page)
{
	u32 v = 0;

	for (; page >= places[v].pages; v++)
		page -= places[v].pages;
	return v;
}

/* As a number of pages from the first table on. */
static u32 place_of(u32 page)
{
	u32 v = 0;

	for (; page >= places[v].pages; v++)
		page -= places[v].pages;
	return places[v].table * 1024 + places[v].first + page;
}

static u32 address_of(u32 page)
{
	return (s.base * 1024 + place_of(page)) * 4096;
}

static u32 entry_in(const u32 *tables, u32 page)
{
	return tables[place_of(page) / 1024] + place_of(page) % 1024 * 4;
}

static u32 count_at(u32 page)
{
	return s.mem_map + (s.kind[page] == ZEROS ? s.zero : s.zero + 1 + page) * SIZEOF_PAGE + PAGE_COUNT;
}

static bool counted(u32 page)
{
	return s.kind[page] > DEVICE;
}

/* ---- What the learner changes of the parent's; released: the lock has been let go of this moment */

static bool look(struct machine *m, bool released)
{
	bool locked = get32(m, s.parent + MM_LOCK) != 0;

	for (u32 i = 0; i < PAGES; i++) {
		u32 now = get32(m, entry_in(s.tables, i));

		if (now == s.now[i])
			continue;
		input(m, "%s\nthe page at 0x%08x: %s", s.story.s, address_of(i), kinds[s.kind[i]]);
		expect(m, locked || released, "it changes an entry of the parent's without the lock");
		same_hex(m, "it changes more of the parent's entry than the right to write", now & ~(u32)RW, s.before[i] & ~(u32)RW);
		expect(m, counted(i), now & RW ? "it gives the right to write to a page that is everybody's, or to none" : "it takes the right to write from a reserved page");
		expect(m, !(now & RW) || s.flags[vma_of(i)] & MAY_WRITE, "it gives the right to write, and the vma forbids it");
		expect(m, !(now & RW) || get32(m, count_at(i)) == 1, "it gives the right to write, and somebody else holds the page");
		s.changed |= s.now[i] & RW;
		s.now[i] = now;
	}
	input(m, "%s", s.story.s);
	return locked;
}

static bool granted(struct machine *m, const char *what)
{
	if (look(m, false))
		fail(m, "it asks for %s with the lock held: that may sleep", what);
	expect(m, !s.gone, "the child has been taken apart, and it is given something more");
	expect(m, !s.failed, "a request has failed, and it makes another one");
	s.failed = ++s.requests == s.fails;
	return !s.failed;
}

/* ---- Services */

static u32 dup_vma(struct machine *m, const u32 *words, void *context)
{
	u32 i = 0;

	(void)context;
	while (i < VMAS && s.vmas[i] != words[1])
		i++;
	expect(m, words[0] == s.child && i < VMAS, "dup_vma is given another child, or a vma that is not the parent's");
	if (!granted(m, "a vma"))
		return 0;
	expect(m, s.vma_made == (1U << i) - 1, "the child is to have each vma once, lowest first");
	s.vma_made |= 1U << i;
	put32(m, i ? s.copies[i - 1] + VMA_NEXT : s.child + MM_MMAP, s.copies[i]);
	return s.copies[i];
}

static u32 pte_alloc_map(struct machine *m, const u32 *words, void *context)
{
	u32 table = words[1] / (1024 * 4096) - s.base;

	(void)context;
	expect(m, words[0] == s.its_directory + words[1] / (1024 * 4096) * 4, "pte_alloc_map is given another entry than the one in the child's directory");
	expect(m, table < TABLES && table != NO_TABLE, "it asks for a table where the parent has none");
	if (!(s.made & 1U << table)) {
		if (!granted(m, "a table"))
			return 0;
		s.made |= 1U << table;
		fill(m, s.its_tables[table], 0, 4096);
		put32(m, words[0], (s.its_tables[table] - 0xC0000000) | PRESENT | RW | USER);
	}
	expect(m, !look(m, false), "it asks for a table with the lock held: that may sleep");
	return s.its_tables[table] + words[1] / 4096 % 1024 * 4;
}

static u32 exit_mmap(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	look(m, false);
	expect(m, words[0] != s.parent, "it takes apart the parent's memory");
	expect(m, words[0] == s.child && !s.gone, "it takes apart what is not there");
	expect(m, s.failed, "it takes apart a child, and nothing has failed");
	for (u32 i = 0; i < PAGES; i++) {
		u32 at = entry_in(s.its_tables, i);
		bool there = place_of(i) / 1024 != NO_TABLE && s.made & 1U << place_of(i) / 1024 && get32(m, at);

		if (there && counted(i)) {
			expect(m, get32(m, count_at(i)) > s.count[i], "an entry of the child's names a page that is not held for it: now the parent's reference is gone");
			put32(m, count_at(i), get32(m, count_at(i)) - 1);
		}
	}
	for (u32 i = 0; i < TABLES; i++)
		put32(m, s.its_directory + (s.base + i) * 4, 0);
	put32(m, s.child + MM_MMAP, 0);
	s.made = s.vma_made = 0;
	s.gone = true;
	return 0;
}

static u32 read_cr3(struct machine *m, const u32 *words, void *context)
{
	(void)m, (void)words, (void)context;
	return CR3;
}

static u32 write_cr3(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	same_hex(m, "it loads another directory into CR3", words[0], CR3);
	look(m, false);
	for (u32 i = 0; i < PAGES; i++)
		s.told[i] = s.now[i];
	return 0;
}

static u32 preempt_check(struct machine *m, const u32 *words, void *context)
{
	(void)context, (void)words;
	look(m, true);
	return 0;
}

static u32 printk(struct machine *m, const u32 *words, void *context)
{
	(void)context, (void)words;
	fail(m, "a BUG_ON: it takes the lock and has it, lets go of it and does not have it, or holds a page that nobody holds");
	return 0;
}

/* ---- A parent */

static void setup(struct machine *m)
{
	s.parent = buffer(m, SIZEOF_MM);
	s.child = buffer(m, SIZEOF_MM);
	s.directory = pages(m, 2 + 2 * TABLES);
	s.its_directory = s.directory + 4096;
	for (u32 i = 0; i < TABLES; i++) {
		s.vmas[i] = buffer(m, SIZEOF_VMA);
		s.copies[i] = buffer(m, SIZEOF_VMA);
		s.tables[i] = s.directory + (2 + i) * 4096;
		s.its_tables[i] = s.directory + (2 + TABLES + i) * 4096;
	}
	s.zero = (symbol(m, "empty_zero_page") - 0xC0000000) / 4096;
	s.mem_map = buffer(m, (s.zero + 1 + PAGES) * SIZEOF_PAGE);
	put32(m, symbol(m, "mem_map"), s.mem_map);
	service(m, "dup_vma", dup_vma, 0);
	service(m, "pte_alloc_map", pte_alloc_map, 0);
	service(m, "exit_mmap", exit_mmap, 0);
	service(m, "read_cr3", read_cr3, 0);
	service(m, "write_cr3", write_cr3, 0);
	service(m, "preempt_check", preempt_check, 0);
	service(m, "printk", printk, 0);
}

static void lay_vma(struct machine *m, u32 i)
{
	u32 start = ((s.base + places[i].table) * 1024 + places[i].first) * 4096;
	u32 words[][2] = { { VMA_MM, s.parent }, { VMA_START, start }, { VMA_END, start + places[i].pages * 4096 }, { VMA_FLAGS, s.flags[i] }, { VMA_NEXT, i + 1 < VMAS ? s.vmas[i + 1] : 0 } };

	for (u32 w = 0; w < sizeof words / sizeof *words; w++) {
		put32(m, s.vmas[i] + words[w][0], words[w][1]);
		put32(m, s.copies[i] + words[w][0], words[w][1]);
	}
	put32(m, s.copies[i] + VMA_MM, s.child);
	put32(m, s.copies[i] + VMA_NEXT, 0);
}

static void lay_page(struct machine *m, u32 i)
{
	static const u32 rights[KINDS] = { 0, PRESENT | USER, PRESENT | USER | RW, PRESENT | USER | RW, PRESENT | USER, PRESENT | USER, PRESENT | USER, NO_ACCESS };
	u32 bits = s.kind[i] <= ZEROS ? 0 : below(m, 2) * ACCESSED + below(m, 2) * DIRTY;

	s.count[i] = s.kind[i] == SHARED ? between(m, 2, 3) : 1;
	put32(m, count_at(i), s.count[i]);
	put32(m, count_at(i) - PAGE_COUNT + PAGE_FLAGS, s.kind[i] == ZEROS || s.kind[i] == DEVICE ? RESERVED : 0);
	s.before[i] = s.now[i] = s.kind[i] == EMPTY ? 0 : (count_at(i) - s.mem_map) / SIZEOF_PAGE * 4096 | rights[s.kind[i]] | bits;
	put32(m, entry_in(s.tables, i), s.before[i]);
	if (s.kind[i] != EMPTY)
		add(&s.story, "\n0x%08x: %s", address_of(i), kinds[s.kind[i]]);
}

static void lay(struct machine *m)
{
	s.base = below(m, 760);
	fill(m, s.directory, 0, 4096 * (2 + 2 * TABLES));
	put32(m, s.mem_map + PAGE_FLAGS, 0); /* frame 0: whoever takes an empty entry for a page finds it */
	put32(m, s.mem_map + PAGE_COUNT, 1);
	s.story.length = 0;
	add(&s.story, s.fails ? "request number %u fails" : "no request fails", s.fails);
	for (u32 i = 0; i < VMAS; i++) {
		lay_vma(m, i);
		if (i != NO_TABLE)
			put32(m, s.directory + (s.base + i) * 4, (s.tables[i] - 0xC0000000) | PRESENT | RW | USER);
	}
	for (u32 i = 0; i < PAGES; i++)
		lay_page(m, i);
	fill(m, s.parent, 0xA5, SIZEOF_MM);
	fill(m, s.child, 0xA5, SIZEOF_MM);
	put32(m, s.parent + MM_LOCK, 0);
	put32(m, s.parent + MM_PGD, s.directory);
	put32(m, s.parent + MM_MMAP, s.vmas[0]);
	put32(m, s.child + MM_LOCK, 0);
	put32(m, s.child + MM_PGD, s.its_directory);
	put32(m, s.child + MM_MMAP, 0);
	put32(m, thread(m) + THREAD_COUNT, 0);
	put32(m, thread(m) + THREAD_FLAGS, RESCHED);
	s.requests = s.made = s.vma_made = 0;
	s.failed = s.gone = s.changed = false;
	input(m, "%s", s.story.s);
	forget_calls(m);
}

/* rich: the first page is one that there is a right to be taken from; else no page is. */
static void draw(struct machine *m, bool rich)
{
	for (u32 i = 0; i < VMAS; i++)
		s.flags[i] = !i || below(m, 3) ? 1 | MAY_WRITE : below(m, 2);
	for (u32 i = 0; i < PAGES; i++) {
		u32 flags = s.flags[vma_of(i)];

		s.kind[i] = vma_of(i) == NO_TABLE ? EMPTY : flags & MAY_WRITE ? below(m, READ_ONLY) : !flags ? HIDDEN : below(m, 2) ? READ_ONLY : below(m, 2) ? SHARED : below(m, DEVICE);
		if (s.kind[i] == OWN && !rich)
			s.kind[i] = ALONE;
	}
	s.kind[0] = rich ? OWN : s.kind[0];
}

/* ---- One call, judged whole */

static void judge_page(struct machine *m, u32 i)
{
	bool shares = !s.failed && s.kind[i] != EMPTY, table = s.made & 1U << place_of(i) / 1024;
	u32 now = get32(m, entry_in(s.tables, i)), it = table ? get32(m, entry_in(s.its_tables, i)) : 0;

	input(m, "%s\nthe page at 0x%08x: %s", s.story.s, address_of(i), kinds[s.kind[i]]);
	same(m, s.failed ? "after a fork that failed the page has another count than before" : "the page has another count than it has holders", get32(m, count_at(i)),
	     s.count[i] + (shares && counted(i)));
	same_hex(m, "the child's entry is another than it should be", it, shares ? s.before[i] & ~(u32)(counted(i) ? ACCESSED | RW : ACCESSED) : 0);
	expect(m, s.failed || !(now & RW) || !counted(i), "the parent may still write, and the child has the page, too");
	expect(m, !s.failed || s.kind[i] != OWN || now & RW, "the fork has failed, nobody else holds the page, and the parent may not write to it any more");
	expect(m, !s.changed || s.told[i] == now, "an entry of the parent's has changed, and then the processor is not told");
}

static void one(struct machine *m, u32 fails, bool rich)
{
	u32 got;

	s.fails = fails;
	draw(m, rich);
	lay(m);
	for (u32 i = 0; i < PAGES; i++)
		s.told[i] = 1; /* no entry */
	got = call(m, "share_all", s.child, s.parent);
	expect(m, !look(m, false), "it returns, and the lock is still held");
	expect(m, !s.failed || !s.vma_made, "a request has failed, and a vma of the child's is left");
	expect(m, !s.failed || !s.made, "a request has failed, and a table of the child's is left");
	expect(m, s.failed || s.vma_made == (1U << VMAS) - 1, "a vma of the parent's is missing in the child");
	for (u32 i = 0; i < PAGES; i++)
		judge_page(m, i);
	input(m, "%s", s.story.s);
	same(m, s.failed ? "a request has failed, and the answer is not -ENOMEM" : "the answer is not 0", got, s.failed ? (u32)ERROR : 0);
	at_most(m, "write_cr3", s.changed);
}

/* ---- Cases */

static void a_child(struct machine *m)
{
	for (u32 i = 0; i < 20; i++)
		one(m, 0, i % 2);
}

static void first_request(struct machine *m)
{
	for (u32 i = 0; i < 10; i++)
		one(m, 1, i % 2);
}

static void any_request(struct machine *m)
{
	for (u32 i = 0; i < 8; i++)
		for (u32 k = 2; k <= REQUESTS; k++)
			one(m, k, i);
}

static const struct test_case cases[] = {
	{ "a child", 6, a_child, 0 },
	{ "the first request fails", 3, first_request, "a child" },
	{ "any request fails", 11, any_request, "a child" },
	{ 0 }
};

const struct exercise exercise_fork_and_cow_undo = { "fork-and-cow/undo", cases, setup, 0 };
