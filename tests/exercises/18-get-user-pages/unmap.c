/* SPDX-License-Identifier: MIT */
/*
 * Exercise get-user-pages/unmap. The test is the processor, which knows the way to a page until it is flushed, and everybody else: at each
 * of the learner's calls holders may let go, and others take hold. A page whose last reference goes is at once another owner's.
 */
#include "machine.h"

enum { PRESENT = 1, RW = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, NO_ACCESS = 0x80, CR3 = 0x00345000 };
enum { GATHER = 16, TABLES = 3, ROW = 48, ENTRIES = TABLES * ROW, FRAMES = 200, MOMENTS = 40 };
enum { ZEROS, DEVICE, FIRST }; /* two frames that are nobody's; then those that are counted */
enum { NOTHING, LETS_GO, TAKES, DEEDS };

struct frame {
	u32 others, outside, in; /* references that are not of these entries, entries elsewhere among them; and of these entries, before */
	u32 gone, flushed, put;  /* entries that are gone; that the processor has forgotten; that have let go */
	u32 flags, may;          /* as they were; what they may have become */
	bool dirty, freed;       /* an entry that is gone was dirty; it is somebody else's */
};

static struct {
	u32 tlb, tables, mem_map, zero; /* where they are; the number of the page of zeros */
	/* What is played: rows of entries, each in a table of its own, of which ROW could be seen */
	u32 rows, first[TABLES], n[TABLES], frame[ENTRIES], before[ENTRIES], deed[MOMENTS], who[MOMENTS];
	struct frame frames[FRAMES];
	/* What has come of it */
	bool taken[ENTRIES], stale[ENTRIES];
	u32 calls, there; /* entries that were there */
	struct text story;
} s;

static u32 page_of(u32 frame)
{
	return s.mem_map + (s.zero + frame) * SIZEOF_PAGE;
}

static u32 entry_at(u32 row, u32 i)
{
	return s.tables + row * 4096 + (s.first[row] + i) * 4;
}

static u32 mapping_of(u32 i)
{
	return i % 3 ? 0 : 0xC0345678; /* a file's makes no difference */
}

static u32 count_of(const struct frame *f)
{
	return f->others + f->in - f->put;
}

/* ---- What the learner has done since the last look */

static void see_entry(struct machine *m, u32 i, u32 now)
{
	struct frame *f = &s.frames[s.frame[i]];

	if (s.taken[i])
		same_hex(m, "an entry that was gone is", now, 0);
	if (s.taken[i] || now == s.before[i])
		return;
	if (now)
		fail(m, "an entry was 0x%08x, and is 0x%08x: it was to be taken away", s.before[i], now);
	s.taken[i] = s.stale[i] = true;
	f->gone++;
	f->dirty = f->dirty || s.before[i] & DIRTY;
}

static void see_frame(struct machine *m, u32 i, const u32 *words)
{
	struct frame *f = &s.frames[i];
	u32 flags = words[PAGE_FLAGS / 4], entries = words[PAGE_MAPCOUNT / 4];

	if (f->freed && flags != f->flags)
		fail(m, "it has let go of a page, and then it notes something there: it is somebody else's by now");
	if (flags & ~f->may || f->flags & ~flags)
		fail(m, flags & ~f->may & NOTED_DIRTY ? "it notes a page as dirty, and none of its entries was, or it is reserved" : "it changes a flag that is none of its business");
	if (words[PAGE_COUNT / 4] != count_of(f))
		fail(m, i < FIRST ? "it counts a reserved page" : "it changes a count by itself: put_page gives a frame back when nobody holds it any more, and nobody else does");
	for (u32 w = 0; w < SIZEOF_PAGE / 4; w++)
		if (w != PAGE_FLAGS / 4 && w != PAGE_COUNT / 4 && w != PAGE_MAPCOUNT / 4 && words[w] != (w == PAGE_MAPPING / 4 ? mapping_of(i) : 0xA5A5A5A5))
			fail(m, "it stores to a word of a page's that belongs to those who hold it");
	if (i < FIRST)
		same(m, "a reserved page is in no number: its entries", entries, f->outside);
	else if (entries > f->outside + f->in || entries < f->outside + f->in - f->gone)
		fail(m, "a page is said to be in %u entries, and is in %u", entries, f->outside + f->in - f->gone);
}

static void look(struct machine *m)
{
	static u32 words[FRAMES * SIZEOF_PAGE / 4], entries[ROW];

	for (u32 row = 0; row < s.rows; row++) {
		if (s.n[row])
			get(m, entry_at(row, 0), entries, 4 * s.n[row]);
		for (u32 i = 0; i < s.n[row]; i++)
			if (s.before[row * ROW + i])
				see_entry(m, row * ROW + i, entries[i]);
	}
	get(m, page_of(0), words, sizeof(words));
	for (u32 i = 0; i < FRAMES; i++)
		see_frame(m, i, words + i * SIZEOF_PAGE / 4);
}

/* ---- Everybody else */

static void recount(struct machine *m, u32 i)
{
	struct frame *f = &s.frames[i];

	if (!count_of(f)) {
		f->freed = true;
		f->others = 1; /* somebody else's */
		f->flags = f->may = f->flags & HIGH;
		put32(m, page_of(i) + PAGE_FLAGS, f->flags);
	}
	put32(m, page_of(i) + PAGE_COUNT, count_of(f));
}

static void act(struct machine *m)
{
	u32 moment = s.calls++, i;

	if (moment >= MOMENTS || s.deed[moment] == NOTHING)
		return;
	i = s.frame[s.who[moment]];
	if (i < FIRST || s.frames[i].freed || (s.deed[moment] == LETS_GO && s.frames[i].others == s.frames[i].outside))
		return;
	s.frames[i].others += s.deed[moment] == TAKES ? 1 : (u32)-1;
	recount(m, i);
	add(&s.story, "\nat call %u somebody %s frame %u", moment, s.deed[moment] == TAKES ? "takes hold of" : "lets go of", s.zero + i);
	input(m, "%s", s.story.s);
}

/* ---- Services */

static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	u32 i = (words[0] - page_of(0)) / SIZEOF_PAGE;
	struct frame *f = &s.frames[i];

	(void)context;
	look(m);
	if (i >= FRAMES || words[0] != page_of(i))
		fail(m, "it lets go of what is no page of these");
	if (i < FIRST)
		return 0;
	if (f->put == f->gone || f->freed)
		fail(m, f->put < f->in ? "it lets go of a page, and its entry still names it" : "it lets go of a reference that was not the entry's: who held it may find somebody else's bytes");
	if (f->put == f->flushed)
		fail(m, "it lets go of a page before the flush: another processor may still find the way to it, when it is somebody else's");
	f->put++;
	if (get32(m, words[0] + PAGE_MAPCOUNT) > f->outside + f->in - f->put)
		fail(m, "it lets go of a page, and the page still says that it is in the entry");
	if (f->put == f->gone && f->dirty && !(get32(m, words[0] + PAGE_FLAGS) & NOTED_DIRTY))
		fail(m, "it lets go of a page whose entry was dirty, and nothing notes that it was stored to");
	recount(m, i);
	act(m);
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
	look(m);
	for (u32 i = 0; i < ENTRIES; i++)
		if (s.stale[i]) {
			s.stale[i] = false;
			s.frames[s.frame[i]].flushed++;
		}
	act(m);
	return 0;
}

static u32 printk(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	fail(m, "a BUG_ON: it counts a page that nobody holds");
	return 0;
}

/* ---- What is there */

static void setup(struct machine *m)
{
	s.tlb = buffer_at_end(m, 4 * (2 + GATHER));
	fill(m, s.tlb, 0, 4 * (2 + GATHER)); /* once: what is finished may be used again */
	s.tables = pages(m, TABLES);
	s.zero = (symbol(m, "empty_zero_page") - 0xC0000000) / 4096;
	s.mem_map = buffer(m, (s.zero + FRAMES) * SIZEOF_PAGE);
	put32(m, symbol(m, "mem_map"), s.mem_map);
	service(m, "put_page", put_page, 0);
	service(m, "read_cr3", read_cr3, 0);
	service(m, "write_cr3", write_cr3, 0);
	service(m, "printk", printk, 0);
}

static void lay_frame(struct machine *m, u32 i)
{
	struct frame *f = &s.frames[i];

	f->others += !f->in && !f->others;
	put32(m, page_of(i) + PAGE_FLAGS, f->flags);
	put32(m, page_of(i) + PAGE_COUNT, count_of(f));
	put32(m, page_of(i) + PAGE_MAPCOUNT, f->outside + f->in);
	put32(m, page_of(i) + PAGE_MAPPING, mapping_of(i));
}

static void lay(struct machine *m)
{
	fill(m, s.tables, 0xA5, TABLES * 4096);
	fill(m, s.mem_map, 0xA5, (s.zero + FRAMES) * SIZEOF_PAGE);
	for (u32 i = 0; i < FRAMES; i++)
		lay_frame(m, i);
	s.there = s.calls = s.story.length = 0;
	for (u32 row = 0; row < s.rows; row++) {
		add(&s.story, "%s%u entries:", row ? "\nand " : "", s.n[row]);
		for (u32 i = row * ROW; i < row * ROW + s.n[row]; i++) {
			s.there += s.before[i] != 0;
			put32(m, entry_at(row, i - row * ROW), s.before[i]);
			if (i % ROW < 6)
				add(&s.story, " 0x%08x, held by %u;", s.before[i], s.before[i] ? count_of(&s.frames[s.frame[i]]) : 0);
		}
	}
	input(m, "%s", s.story.s);
}

/* What every entry will be, and who has its page. A frame comes once, but for now and then one that is there twice. */
static void plan(struct machine *m, u32 rows, u32 n, u32 most)
{
	u32 frames[FRAMES - FIRST];

	for (u32 i = 0; i < FRAMES - FIRST; i++)
		frames[i] = FIRST + i;
	shuffle(m, frames, FRAMES - FIRST);
	for (u32 i = 0; i < FRAMES; i++) {
		u32 flags = i < FIRST ? RESERVED : below(m, 2) * HIGH | below(m, 2) * NOTED_USED | !below(m, 4) * NOTED_DIRTY;
		u32 outside = i < FIRST ? 0 : !below(m, 3);

		s.frames[i] = (struct frame){ .flags = flags, .may = flags, .outside = outside, .others = outside + below(m, most + 1) };
	}
	s.rows = rows;
	for (u32 row = 0; row < rows; row++) {
		s.n[row] = n;
		s.first[row] = below(m, 1024 - ROW);
	}
	for (u32 i = 0; i < ENTRIES; i++) {
		s.frame[i] = frames[i];
		s.before[i] = s.taken[i] = s.stale[i] = 0;
	}
	for (u32 i = 0; i < MOMENTS; i++)
		s.deed[i] = NOTHING;
}

static void enter(struct machine *m, u32 i)
{
	static const u32 rights[] = { PRESENT | USER, PRESENT | USER | RW, PRESENT | USER | RW, NO_ACCESS };
	struct frame *f = &s.frames[s.frame[i]];
	u32 bits = rights[below(m, 4)] | below(m, 2) * DIRTY;

	s.before[i] = (s.zero + s.frame[i]) * 4096 | (s.frame[i] == ZEROS ? bits & ~(u32)(RW | DIRTY) : bits) | below(m, 2) * ACCESSED;
	if (s.frame[i] >= FIRST) {
		f->in++;
		f->may |= bits & DIRTY ? NOTED_DIRTY : 0;
	}
}

/* Empty one time in `holes`, reserved one time in `reserved`, a page that is there already one time in `twice`. */
static void enter_all(struct machine *m, u32 holes, u32 reserved, u32 twice)
{
	for (u32 row = 0; row < s.rows; row++)
		for (u32 i = row * ROW; i < row * ROW + s.n[row]; i++) {
			if (holes && !below(m, holes))
				continue;
			if (twice && i % ROW && !below(m, twice))
				s.frame[i] = s.frame[i - between(m, 1, i % ROW)];
			else if (reserved && !below(m, reserved))
				s.frame[i] = below(m, 2) ? ZEROS : DEVICE;
			enter(m, i);
		}
}

/* ---- One range, judged whole */

static void judge_row(struct machine *m, u32 row, u32 got)
{
	u32 less = 0;

	look(m);
	for (u32 i = row * ROW; i < row * ROW + s.n[row]; i++) {
		if (s.before[i] && !s.taken[i])
			fail(m, "an entry, 0x%08x, is still there: the program goes on using its page", s.before[i]);
		less += s.before[i] && s.frame[i] >= FIRST;
	}
	same(m, "how many pages the program has less: the answer", got, less);
}

static void judge_frames(struct machine *m)
{
	for (u32 i = FIRST; i < FRAMES; i++) {
		const struct frame *f = &s.frames[i];

		if (!f->freed && f->put < f->in)
			fail(m, "%u references of entries that are gone are still there: nobody is going to let go", f->in - f->put);
		if (!f->freed)
			same(m, "a page is in as many entries as there are elsewhere: their number", get32(m, page_of(i) + PAGE_MAPCOUNT), f->outside);
	}
}

static void check(struct machine *m)
{
	struct range ranges[TABLES + 2] = { { s.tlb, 4 * (2 + GATHER) }, { page_of(0), FRAMES * SIZEOF_PAGE } };

	lay(m);
	forget_calls(m);
	snapshot(m);
	for (u32 row = 0; row < s.rows; row++) {
		ranges[2 + row] = (struct range){ entry_at(row, 0), 4 * s.n[row] };
		judge_row(m, row, call(m, "zap_entries", s.tlb, entry_at(row, 0), s.n[row]));
	}
	for (u32 again = 2; again-- > 0;) { /* what is empty may be finished once more */
		call(m, "finish_gather", s.tlb);
		look(m);
		for (u32 i = 0; i < ENTRIES; i++)
			expect(m, !s.stale[i], "it is done, and the processor still knows the way to a page that is unmapped");
		judge_frames(m);
		at_most(m, "write_cr3", (s.there + GATHER - 1) / GATHER);
	}
	only_changed(m, "it changes something else than the entries and what is said of their pages", ranges, 2 + s.rows);
}

/* ---- Cases */

static void one_page(struct machine *m)
{
	for (u32 i = 0; i < 120; i++) {
		plan(m, 1, 1, i % 2 ? 0 : 3);
		enter_all(m, 0, 4, 0);
		check(m);
	}
}

static void held(struct machine *m)
{
	for (u32 i = 0; i < 24; i++) {
		plan(m, 1, between(m, 2, GATHER - 1), 3);
		enter_all(m, i % 2 ? 4 : 0, 0, i % 3 ? 5 : 0);
		check(m);
	}
}

static void many(struct machine *m)
{
	for (u32 n = GATHER - 2; n <= ROW; n++) {
		plan(m, between(m, 1, TABLES), n, 2);
		enter_all(m, n % 2 ? 9 : 0, n % 3 ? 9 : 0, n % 5 ? 0 : 7);
		check(m);
	}
}

static void little(struct machine *m)
{
	for (u32 i = 0; i < 12; i++) {
		plan(m, i % (TABLES + 1), below(m, 9), 2);
		enter_all(m, i % 2 ? 1 : 2, i % 3 ? 0 : 1, 0);
		check(m);
	}
}

static void others(struct machine *m)
{
	for (u32 i = 0; i < 60; i++) {
		plan(m, between(m, 1, TABLES), between(m, 1, 20), 3);
		enter_all(m, 6, 9, 6);
		for (u32 k = 0; k < MOMENTS; k++) {
			u32 row = below(m, s.rows);

			s.deed[k] = below(m, DEEDS);
			s.who[k] = row * ROW + below(m, s.n[row]);
		}
		check(m);
	}
}

static const struct test_case cases[] = {
	{ "one page", 4, one_page, 0 },
	{ "held", 4, held, "one page" },
	{ "more than sixteen", 4, many, "one page" },
	{ "little or nothing", 1, little, "one page" },
	{ "others", 2, others, "held" },
	{ 0 }
};

const struct exercise exercise_get_user_pages_unmap = { "get-user-pages/unmap", cases, setup, 0 };
