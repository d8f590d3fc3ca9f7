/* SPDX-License-Identifier: MIT */
/*
 * Exercise swap/chains. The test has a few tables, and knows which entry names which page; where the learner keeps that it does not ask.
 * What is in the nodes shows when a page is sent away: the entries that go must be its own, and all of them. Meanwhile the test is the
 * processor, which knows the way to a page until it is flushed, and everybody else.
 */
#include "machine.h"

enum { TABLES = 3, ROW = 64, ENTRIES = TABLES * ROW, PAGES = 4, ZEROS = 0, FIRST, NODES = 64, NODE = 32, PLACES = 7, MOST = 40 };
enum { PRESENT = 1, RW = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, NO_ACCESS = 0x80, NOBODYS = ENTRIES };
enum { SUCCESS = 0, FAIL = -1, ENOMEM = 12, GONE = 0x5A };

struct page {
	u32 flags, slot, others; /* others: who holds it beside its entries and the cache; the caller is one of them */
	u32 n, entry[MOST];
};

static struct {
	u32 tables, frame, mem_map, words, nodes; /* where they are; frame: the number of the first table's */
	u32 first[TABLES], index[TABLES];         /* of its 1024 entries, which are in play; the page that entry 0 is for */
	struct page page[PAGES];
	u32 pte[ENTRIES], owner[ENTRIES]; /* what it is; whose, if it is in a chain */
	bool live[NODES];
	bool none_left; /* there is no node */
	/* In a call: */
	enum { ADDS, REMOVES, UNMAPS } does;
	u32 now, adds; /* which page; an entry more that it is to have */
	const char *stays; /* why its entries must not go, or 0 */
	bool holds, stores, refused; /* what is to happen meanwhile; it was denied a node */
	bool taken[ENTRIES], stale[ENTRIES], noted; /* noted: an entry that was taken was dirty */
	u32 gone, names, puts;
} s;

static u32 page_of(u32 p)
{
	return s.mem_map + (TABLES + p) * SIZEOF_PAGE;
}

static u32 word_of(u32 p)
{
	return s.words + 4 * (TABLES + p);
}

static u32 pte_of(u32 e)
{
	return s.tables + e / ROW * 4096 + (s.first[e / ROW] + e % ROW) * 4;
}

static u32 address_of(u32 e)
{
	return (s.index[e / ROW] + s.first[e / ROW] + e % ROW) * 4096;
}

static bool is_in_cache(const struct page *p)
{
	return p->flags & HAS_SLOT;
}

static u32 count_of(const struct page *p)
{
	return p->n + p->others + is_in_cache(p);
}

static u32 nodes_for(u32 entries)
{
	return entries < 2 ? 0 : (entries + PLACES - 1) / PLACES;
}

/* What all pages together may have. */
static u32 nodes_due(void)
{
	u32 due = nodes_for(s.page[s.now].n + s.adds);

	for (u32 i = FIRST; i < PAGES; i++)
		due += i == s.now ? 0 : nodes_for(s.page[i].n);
	return due;
}

static u32 nodes_live(void)
{
	u32 live = 0;

	for (u32 i = 0; i < NODES; i++)
		live += s.live[i];
	return live;
}

/* ---- What the learner has done to the entries since the last look */

static void see_entry(struct machine *m, u32 e, u32 is)
{
	struct page *p = &s.page[s.now];
	u32 due = is_in_cache(p) ? p->slot << 8 : 0;

	if (is == s.pte[e])
		return;
	if (s.owner[e] != s.now || s.does != UNMAPS)
		fail(m, "it changes an entry, at 0x%08x, %s", pte_of(e), s.does == UNMAPS ? "that does not name this page" : "and what is in entries is the caller's business");
	if (s.stays)
		fail(m, "it takes an entry, and all were to stay: %s", s.stays);
	if (is & (PRESENT | NO_ACCESS))
		fail(m, "an entry was 0x%08x, and is 0x%08x: it was to be taken away", s.pte[e], is);
	if (is && is != due)
		same_hex(m, "an entry that is gone says the wrong thing: it is", is, due);
	if (!s.taken[e]) {
		s.taken[e] = true;
		s.stale[e] = s.pte[e] & PRESENT;
		s.noted = s.noted || s.pte[e] & DIRTY;
		s.gone++;
	}
	s.pte[e] = is;
}

static void look(struct machine *m)
{
	u32 row[ROW];

	for (u32 t = 0; t < TABLES; t++) {
		get(m, pte_of(t * ROW), row, sizeof row);
		for (u32 i = 0; i < ROW; i++)
			see_entry(m, t * ROW + i, row[i]);
	}
}

/* ---- Everybody else */

static void hold(struct machine *m, u32 p)
{
	s.page[p].others++;
	put32(m, page_of(p) + PAGE_COUNT, count_of(&s.page[p]) - s.puts);
}

/* Through an entry of the page that has not been taken yet, if there is one that allows it. */
static void store(struct machine *m, u32 p)
{
	u32 from = below(m, ENTRIES);

	for (u32 i = 0; i < ENTRIES; i++) {
		u32 e = (from + i) % ENTRIES;

		if (s.owner[e] == p && !s.taken[e] && (s.pte[e] & (PRESENT | RW)) == (PRESENT | RW)) {
			s.pte[e] |= ACCESSED | DIRTY;
			put32(m, pte_of(e), s.pte[e]);
			return;
		}
	}
}

static void go_on(struct machine *m)
{
	if (s.holds)
		hold(m, s.now);
	if (s.stores)
		store(m, s.now);
	s.holds = false;
}

/* ---- Services */

static void begin_service(struct machine *m, const char *what)
{
	look(m);
	if (s.does == UNMAPS && s.stays)
		fail(m, "it %s, and nothing was to change: %s", what, s.stays);
}

static u32 chain_alloc(struct machine *m, const u32 *words, void *context)
{
	u32 node = below(m, NODES - 1); /* never the last: what is stored behind a node is seen */

	(void)words, (void)context;
	begin_service(m, "asks for a node");
	if (s.does != ADDS)
		fail(m, "it asks for memory to take an entry out: there may be none, and it must not fail");
	if (nodes_live() + 1 > nodes_due())
		fail(m, "it asks for a node, and has a place: the page has %u entries, and one is added", s.page[s.now].n);
	s.refused = s.none_left;
	if (s.refused)
		return 0;
	while (s.live[node])
		node = (node + 1) % (NODES - 1);
	s.live[node] = true;
	return s.nodes + node * NODE;
}

static u32 chain_free(struct machine *m, const u32 *words, void *context)
{
	u32 node = (words[0] - s.nodes) / NODE;

	(void)context;
	begin_service(m, "gives a node back");
	if (node >= NODES || words[0] != s.nodes + node * NODE || !s.live[node])
		fail(m, "it gives back 0x%08x, which is no node that it has", words[0]);
	s.live[node] = false;
	fill(m, words[0], GONE, NODE);
	return 0;
}

static u32 invlpg(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	begin_service(m, "flushes");
	for (u32 e = 0; e < ENTRIES; e++)
		if (address_of(e) / 4096 == words[0] / 4096)
			s.stale[e] = false;
	go_on(m);
	return 0;
}

static u32 swap_duplicate(struct machine *m, const u32 *words, void *context)
{
	const struct page *p = &s.page[s.now];

	(void)context;
	begin_service(m, "names a slot");
	if (s.does != UNMAPS || !is_in_cache(p))
		fail(m, "it names slot %u once more, and the page is not in the swap cache, or is not sent away", words[0]);
	same(m, "it names another slot than the page's: slot", words[0], p->slot);
	if (++s.names > p->n)
		fail(m, "it names the slot %u times, and the page had %u entries", s.names, p->n);
	go_on(m);
	return 1;
}

static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	u32 stale = 0;

	(void)context;
	begin_service(m, "lets go of the page");
	if (s.does != UNMAPS)
		fail(m, "it lets go of a page: the reference is the caller's");
	same_hex(m, "it lets go of what is not this page", words[0], page_of(s.now));
	for (u32 e = 0; e < ENTRIES; e++)
		stale += s.stale[e];
	if (s.puts == s.gone)
		fail(m, s.puts < s.page[s.now].n ? "it lets go of the page, and its entry still names it" : "it lets go of a reference that was no entry's");
	if (s.puts + stale == s.gone)
		fail(m, "it lets go of the page, and the processor still knows the way to it: it has not forgotten the entry");
	s.puts++;
	put32(m, page_of(s.now) + PAGE_COUNT, count_of(&s.page[s.now]) - s.puts);
	go_on(m);
	return 0;
}

/* ---- What is there */

static void lay_page(struct machine *m, u32 p, u32 flags)
{
	s.page[p] = (struct page){ .flags = flags, .slot = between(m, 1, 0xFFFFFF), .others = 1 };
	put32(m, page_of(p) + PAGE_FLAGS, flags);
	put32(m, page_of(p) + PAGE_PRIVATE, flags & HAS_SLOT ? s.page[p].slot : any(m));
	put32(m, page_of(p) + PAGE_COUNT, count_of(&s.page[p]));
	put32(m, page_of(p) + PAGE_MAPCOUNT, 0);
	put32(m, word_of(p), 0);
}

/* A page without entries becomes another one. */
static void new_page(struct machine *m, u32 p, bool in_cache)
{
	u32 flags = below(m, 2) * HIGH | below(m, 2) * NOTED_USED | LOCKED;

	lay_page(m, p, in_cache ? flags | HAS_SLOT | WAS_READ : flags);
}

static void set_flag(struct machine *m, u32 p, u32 flag)
{
	s.page[p].flags |= flag;
	put32(m, page_of(p) + PAGE_FLAGS, s.page[p].flags);
}

/* Two of the tables are for the same addresses: a parent's and its child's. */
static void lay_tables(struct machine *m)
{
	for (u32 t = 0; t < TABLES; t++) {
		s.index[t] = t == 1 ? s.index[0] : between(m, 1 + 300 * t, 300 + 300 * t) * 1024;
		s.first[t] = t == 1 && below(m, 2) ? s.first[0] : between(m, 1, 1024 - ROW);
		put32(m, s.mem_map + t * SIZEOF_PAGE + PAGE_INDEX, s.index[t]);
	}
	for (u32 e = 0; e < ENTRIES; e++) {
		s.pte[e] = 0;
		s.owner[e] = NOBODYS;
		put32(m, pte_of(e), 0);
	}
}

static void setup(struct machine *m)
{
	s.tables = pages(m, TABLES);
	s.frame = (s.tables - 0xC0000000) / 4096;
	s.mem_map = pages(m, 1);
	s.words = buffer(m, 4 * (TABLES + PAGES));
	s.nodes = pages(m, 1) + NODE;
	fill(m, s.nodes, GONE, NODES * NODE);
	for (u32 i = 0; i < NODES; i++)
		s.live[i] = false;
	put32(m, symbol(m, "mem_map"), s.mem_map - s.frame * SIZEOF_PAGE);
	put32(m, symbol(m, "rmap_words"), s.words - s.frame * 4);
	lay_tables(m);
	lay_page(m, ZEROS, RESERVED);
	for (u32 p = FIRST; p < PAGES; p++)
		new_page(m, p, below(m, 2));
	s.none_left = false;
	service(m, "chain_alloc", chain_alloc, 0);
	service(m, "chain_free", chain_free, 0);
	service(m, "put_page", put_page, 0);
	service(m, "swap_duplicate", swap_duplicate, 0);
	service(m, "invlpg", invlpg, 0);
}

/* ---- A call, and what must be true after it */

static void begin(struct machine *m, u32 does, u32 p, u32 adds)
{
	s.does = does;
	s.now = p;
	s.adds = adds;
	s.stays = 0;
	s.holds = s.stores = s.refused = s.noted = false;
	s.gone = s.names = s.puts = 0;
	for (u32 e = 0; e < ENTRIES; e++)
		s.taken[e] = s.stale[e] = false;
	snapshot(m);
}

static void judge_nodes(struct machine *m)
{
	u8 bytes[NODES * NODE];

	get(m, s.nodes, bytes, sizeof bytes);
	for (u32 i = 0; i < sizeof bytes; i++)
		if (!s.live[i / NODE] && bytes[i] != GONE)
			fail(m, "it stores to a node that it has given back, or never had");
	if (nodes_live() > nodes_due())
		fail(m, "it has %u node%s too many: the page has %u entries, which is %u", nodes_live() - nodes_due(), nodes_live() - nodes_due() == 1 ? "" : "s",
		     s.page[s.now].n + s.adds, nodes_for(s.page[s.now].n + s.adds));
}

/* n: so many entries has the page by now. */
static void judge_page(struct machine *m, u32 flags, u32 n)
{
	u32 at = page_of(s.now);

	same(m, "how many entries the page has: its _mapcount", get32(m, at + PAGE_MAPCOUNT), n);
	if (flags & ~s.page[s.now].flags & NOTED_DIRTY && !(get32(m, at + PAGE_FLAGS) & NOTED_DIRTY))
		fail(m, "an entry was dirty when it was taken, and nothing notes that the page was stored to");
	same_hex(m, "the page's flags", get32(m, at + PAGE_FLAGS), flags);
	same(m, "the page's count, which put_page changes and nobody else", get32(m, at + PAGE_COUNT), count_of(&s.page[s.now]) - s.puts);
	if (!n)
		same_hex(m, "the page has no entry, and its word", get32(m, word_of(s.now)), 0);
}

/* What the learner has stored in variables of its own is forgotten; all other memory stays as it is. */
static void forget_variables(struct machine *m)
{
	static u8 rows[TABLES][ROW * 4], words[4 * (TABLES + PAGES)], frames[(TABLES + PAGES) * SIZEOF_PAGE], nodes[NODES * NODE];

	for (u32 t = 0; t < TABLES; t++)
		get(m, pte_of(t * ROW), rows[t], sizeof rows[t]);
	get(m, s.words, words, sizeof words);
	get(m, s.mem_map, frames, (TABLES + PAGES) * SIZEOF_PAGE);
	get(m, s.nodes, nodes, sizeof nodes);
	restore(m);
	for (u32 t = 0; t < TABLES; t++)
		put(m, pte_of(t * ROW), rows[t], sizeof rows[t]);
	put(m, s.words, words, sizeof words);
	put(m, s.mem_map, frames, (TABLES + PAGES) * SIZEOF_PAGE);
	put(m, s.nodes, nodes, sizeof nodes);
}

static void end(struct machine *m, u32 flags, u32 n, bool nothing)
{
	struct range ranges[] = {
		{ s.nodes, NODES * NODE }, { word_of(s.now), 4 }, { page_of(s.now) + PAGE_FLAGS, 4 }, { page_of(s.now) + PAGE_COUNT, 4 },
		{ page_of(s.now) + PAGE_MAPCOUNT, 4 }, { pte_of(0), ROW * 4 }, { pte_of(ROW), ROW * 4 }, { pte_of(2 * ROW), ROW * 4 },
	};

	look(m);
	if (nothing)
		only_changed(m, s.stays ? "it refuses, and something has changed" : "nothing was to change", 0, 0);
	judge_nodes(m);
	judge_page(m, flags, n);
	only_changed(m, "it changes something else than the page's numbers, its word and its nodes", ranges, sizeof ranges / sizeof *ranges);
	forget_variables(m);
}

static void show_page(struct text *t, u32 p)
{
	const struct page *page = &s.page[p];

	add(t, "%s, %u entr%s, count %u", !(page->flags & RESERVED) ? is_in_cache(page) ? "a page in the swap cache" : "a page of a file" : "the page of zeros",
	    page->n, page->n == 1 ? "y" : "ies", count_of(page));
}

/* ---- Entries in, and out */

static u32 any_free(struct machine *m)
{
	u32 e = below(m, ENTRIES);

	while (s.owner[e] != NOBODYS)
		e = (e + 1) % ENTRIES;
	return e;
}

static void set_entry(struct machine *m, u32 e, u32 value)
{
	s.pte[e] = value;
	put32(m, pte_of(e), value);
}

static u32 an_entry(struct machine *m, u32 p)
{
	static const u32 rights[] = { PRESENT | USER, PRESENT | USER | RW, PRESENT | USER | RW, NO_ACCESS };

	return (s.frame + TABLES + p) * 4096 | rights[below(m, 4)];
}

/* An entry that names the page; whether before the call or after it, nobody says. True: it was entered. */
static bool enter(struct machine *m, u32 p)
{
	struct page *page = &s.page[p];
	u32 e = any_free(m), value = an_entry(m, p), adds = p != ZEROS;
	bool early = below(m, 2);
	struct text t = { 0 };
	s32 got;

	show_page(&t, p);
	input(m, "chain_add: %s; one more, at 0x%08x%s", t.s, pte_of(e), s.none_left ? "; there is no memory" : "");
	page->others += adds; /* the entry's reference */
	put32(m, page_of(p) + PAGE_COUNT, count_of(page));
	set_entry(m, e, early ? value : 0);
	begin(m, ADDS, p, adds);
	got = (s32)call(m, "chain_add", page_of(p), pte_of(e));
	if (s.refused || !adds) {
		s.adds = 0;
		if (s.refused && got != -ENOMEM)
			fail(m, "there was no node, and the answer is %d: it should be -ENOMEM", got);
		if (!s.refused && got)
			fail(m, "a reserved page has no chain: the answer is %d, and should be 0", got);
		end(m, page->flags, page->n, true);
		page->others -= adds;
		put32(m, page_of(p) + PAGE_COUNT, count_of(page));
		set_entry(m, e, adds ? 0 : value);
		return false;
	}
	if (got)
		fail(m, "nobody has refused it a node, and the answer is %d", got);
	end(m, page->flags, page->n + 1, false);
	page->others--;
	page->entry[page->n++] = e;
	s.owner[e] = p;
	set_entry(m, e, value);
	return true;
}

static void fill_to(struct machine *m, u32 p, u32 n)
{
	while (s.page[p].n < n)
		enter(m, p);
}

static void forget(u32 p, u32 i)
{
	struct page *page = &s.page[p];

	s.owner[page->entry[i]] = NOBODYS;
	for (page->n--; i < page->n; i++)
		page->entry[i] = page->entry[i + 1];
}

/* The i-th of those that it has, in the order in which they came. */
static void leave(struct machine *m, u32 p, u32 i)
{
	struct page *page = &s.page[p];
	u32 e = page->entry[i];
	struct text t = { 0 };

	show_page(&t, p);
	input(m, "chain_remove: %s; the one at 0x%08x, which came as number %u of them", t.s, pte_of(e), i + 1);
	if (below(m, 2))
		set_entry(m, e, 0);
	forget(p, i);
	page->others++; /* what was the entry's reference is the caller's now */
	begin(m, REMOVES, p, 0);
	call(m, "chain_remove", page_of(p), pte_of(e));
	end(m, page->flags, page->n, false);
	page->others--;
	put32(m, page_of(p) + PAGE_COUNT, count_of(page));
	set_entry(m, e, an_entry(m, ZEROS)); /* another page is there now */
}

static void leave_any(struct machine *m, u32 p)
{
	leave(m, p, below(m, s.page[p].n));
}

/* The page of zeros is in no chain. */
static void leave_zeros(struct machine *m)
{
	u32 e = any_free(m);

	input(m, "chain_remove: the page of zeros; an entry at 0x%08x", pte_of(e));
	set_entry(m, e, below(m, 2) ? an_entry(m, ZEROS) : 0);
	begin(m, REMOVES, ZEROS, 0);
	call(m, "chain_remove", page_of(ZEROS), pte_of(e));
	end(m, s.page[ZEROS].flags, 0, true);
	set_entry(m, e, 0);
}

/* ---- A page is sent away */

static const char *why_not(u32 p)
{
	const struct page *page = &s.page[p];

	if (page->n && is_in_cache(page) && page->others != 1)
		return "somebody else holds the page, for its count is not its entries and two";
	for (u32 i = 0; i < page->n; i++)
		if (s.pte[page->entry[i]] & ACCESSED)
			return "a program has used it";
	return 0;
}

static void judge_refusal(struct machine *m, s32 got)
{
	if (got != FAIL)
		fail(m, "it answers %d, and should refuse: %s", got, s.stays);
	end(m, s.page[s.now].flags, s.page[s.now].n, true);
}

static void judge_all_gone(struct machine *m, s32 got)
{
	struct page *p = &s.page[s.now];
	u32 stale = 0;

	look(m);
	if (got == FAIL && s.gone)
		fail(m, "it refuses half-way: %u of %u entries are gone", s.gone, p->n);
	if (got == FAIL)
		fail(m, "it refuses, and nobody else holds the page, nor has a program used it");
	if (got != SUCCESS)
		fail(m, "the answer is %d, and should be SWAP_SUCCESS", got);
	if (s.gone < p->n)
		fail(m, "%u of its %u entries still name the page", p->n - s.gone, p->n);
	for (u32 e = 0; e < ENTRIES; e++) {
		stale += s.stale[e];
		if (s.taken[e] && is_in_cache(p))
			same_hex(m, "an entry that is gone was to name the slot: it is", s.pte[e], p->slot << 8);
	}
	if (stale)
		fail(m, "it is done, and the processor still knows the way to the page, by %u entries", stale);
	if (is_in_cache(p))
		same(m, "so many entries name the slot; how often it was named", s.names, p->n);
	if (s.puts < p->n)
		fail(m, "%u references of entries that are gone are still there: nobody is going to let go", p->n - s.puts);
}

/* holds, stores: what is to happen meanwhile. */
static void send_away(struct machine *m, u32 p, bool holds, bool stores)
{
	struct page *page = &s.page[p];
	struct text t = { 0 };
	const char *stays = why_not(p);
	u32 flags, n = page->n;
	s32 got;

	show_page(&t, p);
	input(m, "chain_unmap: %s%s%s%s", t.s, stays ? "; it must stay: " : "", stays ? stays : "", holds || stores ? "; others go on meanwhile" : "");
	s.adds = 0;
	begin(m, UNMAPS, p, 0);
	s.stays = stays;
	s.holds = holds;
	s.stores = stores;
	got = (s32)call(m, "chain_unmap", page_of(p));
	if (stays) {
		judge_refusal(m, got);
		return;
	}
	judge_all_gone(m, got);
	flags = page->flags | (s.noted ? NOTED_DIRTY : 0);
	page->n = 0;
	s.puts = 0;
	end(m, flags, 0, !n);
	page->flags = flags;
	for (u32 e = 0; e < ENTRIES; e++)
		if (s.owner[e] == p) {
			s.owner[e] = NOBODYS;
			set_entry(m, e, 0);
		}
	page->others = 1;
	put32(m, page_of(p) + PAGE_COUNT, count_of(page));
}

/* ---- Cases */

static u32 any_page(struct machine *m)
{
	return between(m, FIRST, PAGES - 1);
}

static void one_entry(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		u32 p = any_page(m);

		new_page(m, p, i & 1);
		fill_to(m, p, 1);
		if (i & 2)
			leave(m, p, 0);
		else
			send_away(m, p, false, false);
		enter(m, ZEROS);
		leave_zeros(m);
		fill_to(m, p, 1);
		send_away(m, p, false, false);
	}
}

/* In at the end; out from everywhere. What is left is the right ones, which shows when they are sent away. */
static void a_chain(struct machine *m)
{
	for (u32 n = 2; n < 18; n++) {
		u32 p = any_page(m);

		new_page(m, p, n & 1);
		fill_to(m, p, n);
		send_away(m, p, false, false);
	}
	for (u32 n = 2; n < 18; n++) {
		u32 p = any_page(m);

		new_page(m, p, n & 1);
		fill_to(m, p, n);
		leave(m, p, n % 4 ? below(m, n) : n % 8 ? 0 : n - 1);
		send_away(m, p, false, false);
	}
	for (u32 i = 0; i < 4; i++) {
		u32 p = any_page(m), n = between(m, 15, MOST);

		new_page(m, p, i & 1);
		fill_to(m, p, n);
		while (s.page[p].n > 3 + 7 * i)
			leave_any(m, p);
		for (u32 k = 0; k < 12; k++) {
			leave_any(m, p);
			fill_to(m, p, s.page[p].n + 1 + k % 2);
		}
		send_away(m, p, false, false);
	}
}

static void no_memory(struct machine *m)
{
	for (u32 n = 0; n < 23; n++) {
		u32 p = any_page(m), other = p == FIRST ? PAGES - 1 : FIRST;

		new_page(m, p, n & 1);
		new_page(m, other, below(m, 2));
		fill_to(m, p, n);
		s.none_left = true;
		enter(m, p);
		fill_to(m, other, 1);
		enter(m, other);
		if (n & 2)
			leave_any(m, p);
		s.none_left = false;
		fill_to(m, p, s.page[p].n + between(m, 1, 3));
		leave_any(m, p);
		send_away(m, p, false, false);
		while (s.page[other].n)
			leave_any(m, other);
	}
}

/* One of its entries, at random, gets bits. */
static void mark(struct machine *m, u32 p, u32 bits)
{
	u32 e = s.page[p].entry[below(m, s.page[p].n)];

	set_entry(m, e, s.pte[e] | bits);
}

static void away(struct machine *m)
{
	for (u32 n = 0; n < 24; n++)
		for (u32 i = 0; i < 4; i++) {
			u32 p = any_page(m);

			new_page(m, p, i & 1);
			fill_to(m, p, n);
			if (n && i & 2)
				mark(m, p, DIRTY);
			if (!below(m, 4))
				set_flag(m, p, NOTED_DIRTY);
			if (!n || !(i & 1)) /* a file's page, or no entry: held or not, they go */
				for (u32 k = below(m, 3); k; k--)
					hold(m, p);
			send_away(m, p, false, false);
		}
}

static void stays(struct machine *m)
{
	for (u32 n = 1; n < 20; n++) {
		u32 p = any_page(m), e;

		new_page(m, p, true);
		fill_to(m, p, n);
		for (u32 k = between(m, 1, 3); k; k--)
			hold(m, p);
		send_away(m, p, false, false);
		s.page[p].others = 1; /* and they let go of it */
		put32(m, page_of(p) + PAGE_COUNT, count_of(&s.page[p]));
		send_away(m, p, false, false);
		new_page(m, p, n & 1);
		fill_to(m, p, n);
		e = s.page[p].entry[n & 2 ? n - 1 : below(m, n)];
		set_entry(m, e, s.pte[e] | ACCESSED);
		send_away(m, p, false, false);
		leave_any(m, p);
		fill_to(m, p, n);
		for (u32 i = 0; i < s.page[p].n; i++)
			set_entry(m, s.page[p].entry[i], s.pte[s.page[p].entry[i]] & ~(u32)ACCESSED);
		send_away(m, p, false, false);
	}
}

static void meanwhile(struct machine *m)
{
	for (u32 n = 2; n < 24; n++) {
		u32 p = any_page(m);

		for (u32 i = 1; i < 4; i++) {
			new_page(m, p, i != 2 || n & 1);
			fill_to(m, p, n);
			for (u32 k = 0; k < n; k++) /* all of them could be stored to */
				set_entry(m, s.page[p].entry[k], (s.frame + TABLES + p) * 4096 | PRESENT | USER | RW);
			send_away(m, p, i & 1, i & 2);
		}
	}
}

/* ---- Whatever comes */

enum { ENTER, LEAVE, AWAY, USED, MEMORY, KINDS };

static void draw(struct machine *m, u32 *row, u32 index)
{
	u32 kind = below(m, 24);

	row[0] = kind < 13 || index < 8 ? ENTER : kind < 20 ? LEAVE : kind == 20 ? AWAY : kind < 23 ? USED : MEMORY;
	row[1] = below(m, PAGES);
	row[2] = any(m);
}

static void show(struct text *text, const u32 *row)
{
	static const char *const what[KINDS] = { "an entry more", "an entry less", "sent away", "somebody has used it, and it is sent away", "there is no memory, or there is again" };

	add(text, "page %u: %s", row[1] % PAGES, what[row[0] % KINDS]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 3) {
		u32 kind = rows[0] % KINDS, p = rows[1] % PAGES;
		struct page *page = &s.page[p];

		if (kind == MEMORY)
			s.none_left = !s.none_left;
		else if (kind == ENTER && page->n < MOST)
			enter(m, p);
		else if (p == ZEROS || !page->n)
			continue;
		else if (kind == LEAVE)
			leave(m, p, rows[2] % page->n);
		else if (kind == USED)
			set_entry(m, page->entry[rows[2] % page->n], s.pte[page->entry[rows[2] % page->n]] | ACCESSED);
		if (kind == AWAY || kind == USED)
			send_away(m, p, rows[2] >> 8 & 1, rows[2] >> 9 & 1);
		for (u32 i = 0; i < page->n && kind == USED; i++)
			set_entry(m, page->entry[i], s.pte[page->entry[i]] & ~(u32)ACCESSED);
	}
}

static void any_script(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 8, .rows = 100, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "one entry", 3, one_entry, 0 },
	{ "a chain", 4, a_chain, "one entry" },
	{ "no memory", 3, no_memory, "one entry" },
	{ "away", 4, away, "one entry" },
	{ "it stays", 3, stays, "one entry" },
	{ "meanwhile", 3, meanwhile, "away" },
	{ "any script", 2, any_script, "a chain" },
	{ 0 }
};

const struct exercise exercise_swap_chains = { "swap/chains", cases, setup, 0 };
