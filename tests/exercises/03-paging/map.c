/* SPDX-License-Identifier: MIT */
/*
 * paging/map. The model is a list of 4096 entries, on both sides of PAGE_OFFSET, and what is to be found at each.
 * Beside it stands a processor with a long memory: at every service it remembers all that the tables offer.
 */
#include "machine.h"

/* The kernel's, as of chapter 3. */
enum { PRESENT = 1, RW = 2, USER = 4, EEXIST = 17, ENOMEM = 12, EFAULT = 14 };

enum {
	WINDOW = 0xBF8, /* the first address, in MiB */
	FIRST = 766,    /* its entry in the directory; two below PAGE_OFFSET, two above */
	TABLES = 4,
	ENTRIES = 1024 * TABLES,
	POOL = 6,       /* frames for tables */
	PAGES = 6, LOW = 7000, HIGH = 8192, /* to be mapped: three low ones, three high ones */
	KEPT = 2,                           /* may be reserved */
	FRAMES = HIGH + PAGES,
	MOST = 16, /* pages a call */
};

static struct {
	u32 pgd, mem_map, list;
	u32 pool, left;          /* the frames for tables: the first one's address; how many may still be had */
	bool out[POOL];          /* allocated */
	u32 want[ENTRIES];       /* what is to stand in the tables */
	bool made[TABLES];       /* there is to be a table */
	u32 base[PAGES];         /* how often each page is held by others */
	bool kept;               /* page KEPT is reserved: nobody counts its holders */
	u32 given;               /* flags of the directory's entries that are there before */
	bool rights;             /* of the directory's entries: hold the function to them */
	bool strict;             /* hold the function to what the processor remembers */
	u32 remembered[ENTRIES]; /* number of a frame, + 1 */
	u32 tables[TABLES];      /* the same, for what the directory names */
	bool early[ENTRIES];     /* flushed while the entry was still there */
	u32 entries[1024];       /* room for a table that is looked at */
} s;

/* ---- Frames, pages, addresses */

static u32 address_of(u32 index)
{
	return WINDOW * 1048576U + index * 4096;
}

static u32 frame_of(u32 address)
{
	return (address - 0xC0000000) / 4096;
}

static u32 page_of(u32 frame)
{
	return s.mem_map + frame * SIZEOF_PAGE;
}

static u32 field(struct machine *m, u32 frame, u32 offset)
{
	return get32(m, page_of(frame) + offset);
}

static void set_field(struct machine *m, u32 frame, u32 offset, u32 value)
{
	put32(m, page_of(frame) + offset, value);
}

static u32 number_of(u32 i)
{
	return (i % 2 ? HIGH : LOW) + i;
}

static bool is_reserved(u32 frame)
{
	return s.kept && frame == number_of(KEPT);
}

static void reserve(struct machine *m)
{
	s.kept = true;
	set_field(m, number_of(KEPT), PAGE_FLAGS, RESERVED);
}

/* The frame's place in the pool, or POOL. */
static u32 pooled(u32 frame)
{
	u32 i = frame - frame_of(s.pool);

	return i < POOL ? i : POOL;
}

static void setup(struct machine *m)
{
	static const u32 none[1024];

	for (u32 i = 0; i < ENTRIES; i++) {
		s.want[i] = s.remembered[i] = 0;
		s.early[i] = false;
	}
	for (u32 i = 0; i < TABLES; i++) {
		s.made[i] = false;
		s.tables[i] = 0;
	}
	s.strict = s.kept = false;
	s.rights = false;
	s.given = PRESENT | RW | USER;
	s.pgd = pages(m, 1);
	put(m, s.pgd, none, sizeof none);
	s.pool = pages(m, POOL);
	s.left = POOL;
	s.list = buffer_at_end(m, 4 * MOST);
	s.mem_map = buffer(m, FRAMES * SIZEOF_PAGE);
	put32(m, symbol(m, "mem_map"), s.mem_map);
	for (u32 i = 0; i < POOL; i++) {
		s.out[i] = false;
		set_field(m, frame_of(s.pool) + i, PAGE_FLAGS, 0);
		set_field(m, frame_of(s.pool) + i, PAGE_COUNT, 0);
	}
	for (u32 i = 0; i < PAGES; i++) {
		s.base[i] = 1 + below(m, 3);
		set_field(m, number_of(i), PAGE_FLAGS, i % 2 ? HIGHMEM : 0);
		set_field(m, number_of(i), PAGE_COUNT, s.base[i]);
	}
}

/* ---- In words */

static void add_entry(struct text *text, u32 index, u32 entry)
{
	add(text, "0x%08x: ", address_of(index));
	if (!entry)
		add(text, "nothing");
	else if (!(entry & PRESENT))
		add(text, "0x%08x, not present, of somebody else", entry);
	else
		add(text, "frame %u, P%s%s", entry / 4096, entry & RW ? " RW" : "", entry & USER ? " US" : "");
	if ((entry & PRESENT) && entry & 0xFF8)
		add(text, " and flags 0x%03x", entry & 0xFF8);
}

static void wrong_entry(struct machine *m, const char *cause, u32 index, u32 got)
{
	struct text expected = { 0 }, actual = { 0 };

	add_entry(&expected, index, s.want[index]);
	add_entry(&actual, index, got);
	same_text(m, cause, actual.s, expected.s);
	fail(m, "%s", cause);
}

static void add_error(struct text *text, u32 result)
{
	if (result == -(u32)EEXIST || result == -(u32)ENOMEM || result == -(u32)EFAULT)
		add(text, "-%s", result == -(u32)EEXIST ? "EEXIST" : result == -(u32)ENOMEM ? "ENOMEM" : "EFAULT");
	else
		add(text, "%d", result);
}

static const char *rights_name(u32 prot)
{
	return prot == (PRESENT | RW | USER) ? "PAGE_SHARED" : prot == (PRESENT | USER) ? "PAGE_READONLY" : prot == PRESENT ? "PAGE_KERNEL_RO" : "PAGE_KERNEL";
}

/* ---- Tables */

/* The address of the table behind the i-th entry of the window, or 0. */
static u32 table_at(struct machine *m, u32 i)
{
	u32 entry = get32(m, s.pgd + 4 * (FIRST + i));

	return entry & PRESENT && pooled(entry / 4096) < POOL ? entry / 4096 * 4096 + 0xC0000000 : 0;
}

static u32 entry_at(struct machine *m, u32 index)
{
	u32 table = table_at(m, index / 1024);

	return table ? get32(m, table + 4 * (index % 1024)) : 0;
}

/* How many mappings of the frame are to hold it. */
static u32 mappings(struct machine *m, u32 frame)
{
	u32 n = 0;

	for (u32 t = 0; t < TABLES && !is_reserved(frame); t++) {
		u32 table = table_at(m, t);

		if (!table)
			continue;
		get(m, table, s.entries, 4096);
		for (u32 i = 0; i < 1024; i++)
			n += (s.entries[i] & PRESENT) && s.entries[i] / 4096 == frame;
	}
	return n;
}

/* ---- The processor's memory */

static void look(struct machine *m)
{
	for (u32 t = 0; t < TABLES; t++) {
		u32 table = table_at(m, t);

		if (!table)
			continue;
		if (!s.tables[t])
			s.tables[t] = frame_of(table) + 1;
		get(m, table, s.entries, 4096);
		for (u32 i = 0; i < 1024; i++)
			if ((s.entries[i] & PRESENT) && !s.remembered[1024 * t + i])
				s.remembered[1024 * t + i] = s.entries[i] / 4096 + 1;
	}
}

static bool is_stale(struct machine *m, u32 index)
{
	u32 entry = entry_at(m, index);

	return s.remembered[index] && (!(entry & PRESENT) || entry / 4096 + 1 != s.remembered[index]);
}

/* By how many addresses the processor can reach the frame that the tables do not name for it any more. */
static u32 stale(struct machine *m, u32 frame)
{
	u32 n = 0;

	for (u32 i = 0; i < ENTRIES; i++)
		n += s.remembered[i] == frame + 1 && is_stale(m, i);
	return n;
}

/* Ends the case for what the processor remembers; of all frames where frame is 0. */
static void fail_stale(struct machine *m, u32 frame, const char *cause)
{
	for (u32 i = 0; i < ENTRIES; i++)
		if (is_stale(m, i) && s.early[i] && (!frame || s.remembered[i] == frame + 1))
			fail(m, "it flushes before the entry is gone: the processor looks again, and remembers what it finds");
	fail(m, "%s", cause);
}

static u32 invlpg(struct machine *m, const u32 *words, void *context)
{
	u32 index = (words[0] - address_of(0)) / 4096;

	(void)context;
	for (u32 t = 0; t < TABLES; t++)
		s.tables[t] = 0;
	if (index < ENTRIES) {
		s.early[index] = entry_at(m, index) & PRESENT;
		s.remembered[index] = 0;
	}
	look(m);
	return 0;
}

/* ---- The allocator */

static u32 alloc_pages(struct machine *m, const u32 *words, void *context)
{
	u32 i = 0;

	(void)context;
	look(m);
	if (words[0] & GFP_HIGHMEM)
		fail(m, "a page table must be in lowmem, or the kernel cannot reach it: GFP_KERNEL");
	if (!(words[0] & GFP_WAIT))
		fail(m, "whoever could wait leaves the reserve to those who cannot: GFP_KERNEL");
	if (words[1])
		fail(m, "a page table is one frame: order 0");
	if (!s.left)
		return 0;
	while (s.out[i])
		i++;
	s.left--;
	s.out[i] = true;
	fill(m, s.pool + 4096 * i, 0xA5, 4096);
	set_field(m, frame_of(s.pool) + i, PAGE_COUNT, 1);
	return page_of(frame_of(s.pool) + i);
}

static void free_table(struct machine *m, u32 frame)
{
	for (u32 t = 0; t < TABLES; t++) {
		if (table_at(m, t) && frame_of(table_at(m, t)) == frame)
			fail(m, "it frees a table that the directory still names");
		if (s.strict && s.tables[t] == frame + 1)
			fail(m, "it frees a table that the processor may still remember");
	}
	s.out[pooled(frame)] = false;
	s.left++;
	fill(m, s.pool + 4096 * pooled(frame), 0xA5, 4096);
}

static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	u32 frame = (words[0] - s.mem_map) / SIZEOF_PAGE, i = 0;

	(void)context;
	look(m);
	while (i < PAGES && number_of(i) != frame)
		i++;
	if (page_of(frame) != words[0] || (i == PAGES && (pooled(frame) == POOL || !s.out[pooled(frame)])))
		fail(m, "it lets go of something that is neither a page nor a table it holds");
	if (is_reserved(frame))
		return 0;
	u32 count = field(m, frame, PAGE_COUNT) - 1;
	set_field(m, frame, PAGE_COUNT, count);
	if (i == PAGES) {
		if (!count)
			free_table(m, frame);
		return 0;
	}
	if (count < s.base[i] + mappings(m, frame))
		fail(m, "it lets go of a page that is still mapped: the reference goes last");
	if (s.strict && count < s.base[i] + mappings(m, frame) + stale(m, frame))
		fail_stale(m, frame, "it lets go of a page while the processor still remembers an address of it");
	return 0;
}

/* ---- Is everything where it should be? */

static bool has_old_bytes(struct machine *m)
{
	for (u32 t = 0; t < TABLES; t++) {
		if (!table_at(m, t))
			continue;
		get(m, table_at(m, t), s.entries, 4096);
		for (u32 i = 0; i < 1024; i++)
			if (s.entries[i] == 0xA5A5A5A5)
				return true;
	}
	return false;
}

static void check_table(struct machine *m, u32 t, u32 low, u32 high, bool failed)
{
	u32 table = table_at(m, t);

	get(m, table, s.entries, 4096);
	for (u32 i = 0; i < 1024; i++) {
		u32 index = 1024 * t + i, got = s.entries[i], want = s.want[index];

		if (got == want)
			continue;
		if (failed)
			wrong_entry(m, want ? "it failed, and yet it changed an entry that was in use" : "it failed, and yet it left an entry behind", index, got);
		if (index < low || index >= high)
			wrong_entry(m, "it changed an entry outside its range", index, got);
		wrong_entry(m, "an entry is not what it should be", index, got);
	}
}

static void check_directory(struct machine *m, u32 t, bool failed)
{
	u32 entry = get32(m, s.pgd + 4 * (FIRST + t));
	bool user = FIRST + t < 768;
	struct text text = { 0 };

	if (!s.made[t] && entry) {
		walk(m, &text, s.pgd, address_of(1024 * t));
		same_text(m, failed ? "it failed, and yet it left a table behind" : "it made a table that nothing is mapped through", text.s, "no table");
	}
	if (!s.made[t])
		return;
	if (!(entry & PRESENT))
		fail(m, "there is no table for 0x%08x, where one should be", address_of(1024 * t));
	if (!table_at(m, t) || !s.out[pooled(entry / 4096)])
		fail(m, "the directory's entry for 0x%08x names a frame that is no table", address_of(1024 * t));
	if (!s.rights)
		return;
	expect(m, entry & RW, "the directory's entry of a new table lacks RW");
	expect(m, (entry & USER) || !user, "the directory's entry of a new table keeps user mode out, below PAGE_OFFSET");
	expect(m, !(entry & USER) || user, "the directory's entry of a new table lets user mode in, above PAGE_OFFSET");
	same_hex(m, "the directory's entry of a new table has flags that it should not have", entry & 0xF98, 0);
}

/* After a call that was about the entries from low to high. */
static void check_all(struct machine *m, u32 low, u32 high, bool failed)
{
	for (u32 t = 0; t < TABLES; t++) {
		check_directory(m, t, failed);
		if (s.made[t])
			check_table(m, t, low, high, failed);
	}
	get(m, s.pgd, s.entries, 4096);
	for (u32 i = 0; i < 1024; i++)
		if (s.entries[i] && i - FIRST >= TABLES)
			fail(m, "it changed entry %u of the directory, far from its range", i);
	for (u32 i = 0; s.strict && i < ENTRIES; i++)
		if (is_stale(m, i))
			fail_stale(m, 0, "the processor still remembers an address where nothing is mapped any more");
}

/* Frames and references: who holds what when all is done? */
static void ledger(struct machine *m)
{
	for (u32 i = 0; i < POOL; i++) {
		bool named = false;

		for (u32 t = 0; t < TABLES; t++)
			named = named || table_at(m, t) == s.pool + 4096 * i;
		expect(m, named || !s.out[i], "a frame was allocated and is lost: no entry of the directory names it");
		if (named)
			same(m, "a table has the wrong number of holders", field(m, frame_of(s.pool) + i, PAGE_COUNT), 1);
	}
	for (u32 i = 0; i < PAGES; i++) {
		u32 n = mappings(m, number_of(i)), count = field(m, number_of(i), PAGE_COUNT), wanted = s.base[i] + n;
		struct text expected = { 0 }, actual = { 0 };

		add(&expected, "frame %u: count %u, %u of them for mappings", number_of(i), wanted, n);
		add(&actual, "frame %u: count %u", number_of(i), count);
		if (count != wanted)
			same_text(m, count > wanted ? "a page has more references than holders: it will never be free" :
				  "a page has fewer references than holders: it will be free too early", actual.s, expected.s);
	}
}

/* ---- What a case does */

static u32 tables_missing(u32 at, u32 n)
{
	u32 missing = 0;

	for (u32 t = 0; t < TABLES; t++)
		missing += n && t >= at / 1024 && t <= (at + n - 1) / 1024 && !s.made[t];
	return missing;
}

/* Somebody else's entry, in a table that somebody else made if need be. */
static void preset(struct machine *m, u32 index, u32 entry)
{
	u32 t = index / 1024, frame;

	if (!table_at(m, t)) {
		frame = (alloc_pages(m, (u32[]){ GFP_WAIT, 0 }, 0) - s.mem_map) / SIZEOF_PAGE;
		fill(m, s.pool + 4096 * pooled(frame), 0, 4096);
		put32(m, s.pgd + 4 * (FIRST + t), frame * 4096 + (FIRST + t < 768 ? s.given : s.given & ~(u32)USER));
		s.made[t] = true;
	}
	put32(m, table_at(m, t) + 4 * (index % 1024), entry);
	s.want[index] = entry;
}

/* Maps page i as somebody else would. */
static void preset_page(struct machine *m, u32 index, u32 i)
{
	preset(m, index, number_of(i) * 4096 + 7);
	if (!is_reserved(number_of(i)))
		set_field(m, number_of(i), PAGE_COUNT, field(m, number_of(i), PAGE_COUNT) + 1);
}

/* What the call is about to find. */
static void add_before(struct text *text, u32 at, u32 n)
{
	for (u32 i = at; i < at + n; i++) {
		if (i == at || i % 1024 == 0)
			add(text, "\n0x%08x has %s table", address_of(i), s.made[i / 1024] ? "a" : "no");
		if (s.want[i]) {
			add(text, "\n");
			add_entry(text, i, s.want[i]);
		}
	}
}

/* The processor has used all that is mapped. */
static void begin(struct machine *m, const struct text *what)
{
	input(m, "%s", what->s);
	service(m, "alloc_pages", alloc_pages, 0);
	service(m, "put_page", put_page, 0);
	service(m, "invlpg", invlpg, 0);
	for (u32 i = 0; i < ENTRIES; i++)
		s.early[i] = false;
	look(m);
}

static void map(struct machine *m, u32 at, u32 n, u32 prot, u32 first)
{
	bool blocked = false, enough = tables_missing(at, n) <= s.left;
	u32 list = s.list + 4 * (MOST - n), result;
	struct text text = { 0 }, expected = { 0 }, actual = { 0 };

	add(&text, "map_pages(pgd, 0x%08x, {", address_of(at));
	for (u32 i = 0; i < n; i++)
		add(&text, "%s frame %u%s", i ? "," : "", number_of((first + i) % PAGES), is_reserved(number_of((first + i) % PAGES)) ? " (reserved)" : "");
	add(&text, " }, %u, %s), with %u frame%s to be had for tables", n, rights_name(prot), s.left, s.left == 1 ? "" : "s");
	add_before(&text, at, n);
	for (u32 i = 0; i < n; i++) {
		blocked = blocked || s.want[at + i];
		put32(m, list + 4 * i, page_of(number_of((first + i) % PAGES)));
	}
	begin(m, &text);
	result = call(m, "map_pages", s.pgd, address_of(at), list, n, prot);
	expect(m, !has_old_bytes(m), "a new table still holds what was in its frame before");
	if (!(blocked && !enough && (result == -(u32)EEXIST || result == -(u32)ENOMEM))) {
		add_error(&expected, blocked ? -(u32)EEXIST : !enough ? -(u32)ENOMEM : 0);
		add_error(&actual, result);
		same_text(m, blocked ? "it does not say that an entry is in use" : enough ? "it does not map the pages" : "it does not say that memory is missing", actual.s, expected.s);
	}
	for (u32 t = at / 1024; n && !result && t <= (at + n - 1) / 1024; t++)
		s.made[t] = true;
	for (u32 i = 0; i < n && !result; i++)
		s.want[at + i] = number_of((first + i) % PAGES) * 4096 + prot;
	check_all(m, at, at + n, result);
}

static void unmap(struct machine *m, u32 at, u32 n)
{
	u32 mapped = 0, result;
	struct text text = { 0 };

	add(&text, "unmap_pages(pgd, 0x%08x, %u)", address_of(at), n);
	add_before(&text, at, n);
	begin(m, &text);
	for (u32 i = 0; i < n; i++)
		if (s.want[at + i] & PRESENT) {
			mapped++;
			s.want[at + i] = 0;
		}
	result = call(m, "unmap_pages", s.pgd, address_of(at), n);
	same(m, "its answer is not the number of pages that were mapped", result, mapped);
	check_all(m, at, at + n, false);
}

/* ---- Cases */

enum { KERNEL = 2048, SHARED = PRESENT | RW | USER };

static u32 any_page(struct machine *m)
{
	return below(m, PAGES);
}

/* The entry of the first of the window's tables, or of the one that begins at base, that a case is about; around it is room. */
static u32 any_entry(struct machine *m, u32 base)
{
	return base + between(m, 40, 900);
}

/* So far before the end of a table that n entries from there lie on both sides. */
static u32 across(struct machine *m, u32 end, u32 n)
{
	return end - between(m, 1, n - 1);
}

/* What somebody else may keep in an entry that is not present. Read as a frame's, it is one that is not there. */
static u32 foreign(struct machine *m)
{
	return 0x80000000 | 2 * below(m, 0x40000000);
}

static void maps(struct machine *m)
{
	u32 at = any_entry(m, 0), other = any_entry(m, 1024), page = any_page(m);

	map(m, at, 1, SHARED, page);
	map(m, at + 1, 1, PRESENT | USER, page + 1);
	map(m, KERNEL + 1023, 1, PRESENT | RW, page);
	map(m, 0, 1, SHARED, page);
	s.given = PRESENT;
	preset_page(m, other, any_page(m));
	map(m, other + 1, 1, PRESENT, any_page(m));
	input(m, "map_page(pgd, 0x%08x, frame %u, PAGE_SHARED)", address_of(other + 2), number_of(page));
	same(m, "map_page does not map the page", call(m, "map_page", s.pgd, address_of(other + 2), page_of(number_of(page)), SHARED), 0);
	s.want[other + 2] = number_of(page) * 4096 + SHARED;
	check_all(m, other + 2, other + 3, false);
}

/* Who may pass through it: up to PAGE_OFFSET user mode too. */
static void a_new_table(struct machine *m)
{
	s.rights = true;
	map(m, any_entry(m, 1024), 1, SHARED, any_page(m));
	map(m, any_entry(m, KERNEL + 1024), 1, PRESENT | RW, any_page(m));
	map(m, KERNEL - 1, 2, PRESENT, any_page(m));
}

static void a_range(struct machine *m)
{
	map(m, any_entry(m, 0), 6, SHARED, any_page(m));
	map(m, across(m, 1024, 8), 8, PRESENT | USER, any_page(m));
	map(m, across(m, KERNEL, 4), 4, PRESENT | RW, any_page(m));
	map(m, any_entry(m, KERNEL), 0, SHARED, any_page(m));
}

static void refuses(struct machine *m)
{
	u32 at = any_entry(m, 0), page = any_page(m);

	preset_page(m, at, page);
	preset(m, at + 10, foreign(m));
	map(m, at, 1, SHARED, page + 1);
	map(m, at - 3, 4, SHARED, page + 1);
	map(m, at + 10, 1, SHARED, page + 1);
	map(m, at + 5, 6, SHARED, page + 1);
	preset_page(m, KERNEL + 2, any_page(m));
	map(m, KERNEL - 5, 8, SHARED, page);
	map(m, at + 1, 9, SHARED, page + 1);
	map(m, KERNEL - 5, 7, SHARED, page);
}

static void no_memory(struct machine *m)
{
	u32 at = across(m, 1024, 4), page = any_page(m);

	for (u32 k = 0; k < 2; k++) {
		s.left = k;
		map(m, at, 4, SHARED, page);
	}
	s.left = 2;
	map(m, at, 4, SHARED, page);
	s.left = 0;
	map(m, across(m, KERNEL, 5), 5, SHARED, any_page(m));
	map(m, any_entry(m, KERNEL), 1, SHARED, any_page(m));
	map(m, at + 4, 4, SHARED, page);
}

static void unmaps(struct machine *m)
{
	u32 at = across(m, 1024, 8), other = any_entry(m, 1024), single = any_entry(m, 0), page = any_page(m);

	for (u32 i = 0; i < 8; i++)
		preset_page(m, at + i, (page + i) % PAGES);
	preset_page(m, other, page);
	preset_page(m, single, page);
	preset_page(m, single + 1, (page + 1) % PAGES);
	preset(m, other + 1, foreign(m));
	unmap(m, at + 1, 1);
	unmap(m, at + 1, 1);
	unmap(m, at, 7);
	unmap(m, other - 2, 5);
	unmap(m, any_entry(m, KERNEL), 3);
	unmap(m, single - 1, 0);
	input(m, "unmap_page(pgd, 0x%08x)", address_of(single));
	s.want[single] = 0;
	same(m, "unmap_page does not say that it is done", call(m, "unmap_page", s.pgd, address_of(single)), 0);
	check_all(m, single, single + 1, false);
	same(m, "unmap_page does not say that nothing was there", call(m, "unmap_page", s.pgd, address_of(single)), -(u32)EFAULT);
}

/* Empty ones, and half of them: all stay, and are used again. */
static void keeps_tables(struct machine *m)
{
	u32 at = across(m, 1024, 4), kernels = any_entry(m, KERNEL), page = any_page(m);

	for (u32 i = 0; i < 4; i++)
		preset_page(m, at + i, i);
	preset_page(m, kernels, any_page(m));
	preset(m, kernels + 1, foreign(m));
	unmap(m, at, 1);
	unmap(m, at, 4);
	unmap(m, kernels, 2);
	s.left = 0;
	map(m, at, 4, SHARED, page);
	map(m, kernels + 2, 1, PRESENT | RW, page);
}

/* Each mapping of the one with others, and of it alone. */
static void reserved(struct machine *m)
{
	u32 at = across(m, 1024, 4);

	reserve(m);
	map(m, at, 4, SHARED, KEPT - 1);
	unmap(m, at, 4);
	map(m, at, 1, PRESENT, KEPT);
	unmap(m, at, 1);
}

static void forgets(struct machine *m)
{
	u32 six = across(m, 1024, 6), at = across(m, 1024, 4), page = any_page(m);

	s.strict = true;
	for (u32 i = 0; i < 6; i++)
		preset_page(m, six + i, i);
	preset_page(m, any_entry(m, 1024), page);
	unmap(m, six + 1, 1);
	unmap(m, six, 6);
	/* Memory for one table of two: what was mapped by then is taken back, and may have been seen. */
	s.left = 1;
	map(m, across(m, KERNEL + 1024, 4), 4, SHARED, page);
	map(m, at, 4, SHARED, page);
	s.left = 2;
	map(m, at, 4, SHARED, page);
	preset_page(m, KERNEL + 1, any_page(m));
	map(m, KERNEL - 2, 4, SHARED, page);
	unmap(m, at, 4);
}

static void budget(struct machine *m)
{
	u32 at = across(m, 1024, 8), low = any_entry(m, 0), page = any_page(m);

	s.strict = true;
	map(m, at, 8, SHARED, page);
	at_most(m, "invlpg", 0);
	at_most(m, "alloc_pages", 2);
	forget_calls(m);
	map(m, at + 8, 4, SHARED, page);
	at_most(m, "alloc_pages", 0);
	unmap(m, at - 2, 3);
	at_most(m, "invlpg", 1);
	forget_calls(m);
	unmap(m, at + 1, 16);
	at_most(m, "invlpg", 11);
	forget_calls(m);
	preset_page(m, KERNEL - 1, page);
	unmap(m, KERNEL - 1, 1);
	at_most(m, "invlpg", 1);
	forget_calls(m);
	unmap(m, KERNEL - 1, 5);
	at_most(m, "invlpg", 0);
	preset(m, low, foreign(m));
	map(m, low - 4, 5, SHARED, page);
	at_most(m, "invlpg", 4);
}

/* A row: what, near which border of a table, how far from it, how many pages, rights, first page, frames left. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 10);
	row[1] = below(m, 3);
	row[2] = below(m, 12);
	row[3] = below(m, 10);
	row[4] = below(m, 4);
	row[5] = below(m, PAGES);
	row[6] = below(m, 3);
	(void)index;
}

static const u32 rights[] = { SHARED, PRESENT | USER, PRESENT | RW, PRESENT };

static u32 place(const u32 *row)
{
	return 1024 * (1 + row[1] % 3) + row[2] % 12 - 6;
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	s.strict = s.rights = true;
	reserve(m);
	for (u32 i = 0; i < count; i++, row += 7) {
		u32 at = place(row), n = row[3] % 10, out = 0;

		for (u32 k = 0; k < POOL; k++)
			out += s.out[k];
		s.left = POOL - out;
		if (row[0] % 10 == 9 && !s.want[at])
			preset(m, at, 0x00BAD000 + 2 * row[3]);
		else if (row[0] % 10 > 5)
			unmap(m, at, n);
		if (row[0] % 10 == 5 && s.left > row[6] % 3)
			s.left = row[6] % 3;
		if (row[0] % 10 <= 5)
			map(m, at, n, rights[row[4] % 4], row[5]);
	}
}

static void show(struct text *text, const u32 *row)
{
	u32 what = row[0] % 10;

	if (what == 9)
		add(text, "somebody keeps an entry that is not present at 0x%08x", address_of(place(row)));
	else if (what > 5)
		add(text, "unmap_pages(pgd, 0x%08x, %u)", address_of(place(row)), row[3] % 10);
	else
		add(text, "map_pages(pgd, 0x%08x, pages, %u, %s)", address_of(place(row)), row[3] % 10, rights_name(rights[row[4] % 4]));
	if (what == 5)
		add(text, " with at most %u frame%s for tables", row[6] % 3, row[6] % 3 == 1 ? "" : "s");
}

static void any_order(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 25, .rows = 14, .width = 7, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "maps", 2, maps, 0 },
	{ "a new table", 1, a_new_table, "maps" },
	{ "a range", 1, a_range, "maps" },
	{ "unmaps", 1, unmaps, 0 },
	{ "keeps tables", 1, keeps_tables, "unmaps" },
	{ "reserved", 1, reserved, "unmaps" },
	{ "refuses", 1, refuses, "maps" },
	{ "no memory", 2, no_memory, "maps" },
	{ "forgets", 1, forgets, "unmaps" },
	{ "budget", 2, budget, "forgets" },
	{ "any order", 2, any_order, "maps" },
	{ 0 }
};

const struct exercise exercise_paging_map = { "paging/map", cases, setup, ledger };
