/* SPDX-License-Identifier: MIT */
/*
 * Exercise get-user-pages/pinned. One entry of a parent's, of every kind of page in every kind of vma, held and not; and what the
 * child, the page, the parent and the spare frame have become.
 */
#include "machine.h"

enum { PRESENT = 1, RW = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, PROT_NONE = 0x80, EAGAIN = 11 };
enum { OWN, READ_ONLY, NO_ACCESS, OF_A_FILE, ZEROS, DEVICE, KINDS };
enum { FRAMES = 8, SPARE = FRAMES - 1, FULL = 0xF0110 };

static const char *const kinds[KINDS] = { "a writable entry", "a read-only entry", "an entry without access", "a file's page", "the page of zeros", "a reserved frame" };

static struct {
	u32 vma, tables, spare, mem_map, zero;                /* where they are; the number of the page of zeros */
	u32 kind, flags, bits, entries, holds, have, high; /* what is played: A and D; entries that name it, holds of the kernel's; a spare? */
	u32 page, frame, before, count, mapped, from, to;     /* the page, its numbers, and where the two entries are */
	bool copied;
} s;

static u32 page_at(u32 frame)
{
	return s.mem_map + frame * SIZEOF_PAGE;
}

static void setup(struct machine *m)
{
	s.vma = buffer(m, SIZEOF_VMA);
	s.tables = pages(m, 2);
	s.spare = buffer(m, 4);
	s.zero = (symbol(m, "empty_zero_page") - 0xC0000000) / 4096;
	s.mem_map = buffer(m, (s.zero + FRAMES) * SIZEOF_PAGE);
	put32(m, symbol(m, "mem_map"), s.mem_map);
}

static bool reserved(void)
{
	return s.kind == ZEROS || s.kind == DEVICE;
}

static bool must_copy(void)
{
	return s.holds && !reserved() && s.kind != OF_A_FILE && !(s.flags & FOR_ALL) && s.flags & COULD_WRITE;
}

/* ---- Services */

static u32 copy_highpage(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	if (!must_copy())
		fail(m, s.holds ? "it copies a page that is to be shared, though somebody holds it" : "it copies a page that nobody holds but entries: it is to be shared");
	if (!s.have)
		fail(m, "it copies a page, and there is no frame to copy to");
	if (words[0] == s.page)
		fail(m, "it copies backwards, to the page that is held");
	if (words[0] != page_at(s.zero + SPARE) || words[1] != s.page)
		fail(m, "it does not copy the parent's page to the spare frame");
	if (get32(m, s.to))
		fail(m, "the child's entry names the frame before the copy is in it");
	s.copied = true;
	return 0;
}

static u32 alloc_pages(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	fail(m, "it asks for a frame, which may sleep, and two locks are held");
	return 0;
}

static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	fail(m, "it lets go of a page: neither the parent's entry nor the spare frame's owner has done so");
	return 0;
}

static u32 printk(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	fail(m, "it takes hold of a page that nobody holds: such a page is in no entry");
	return 0;
}

/* ---- What is there */

static void lay_page(struct machine *m, u32 frame, u32 flags, u32 count, u32 mapped, u32 mapping)
{
	put32(m, page_at(frame) + PAGE_FLAGS, flags);
	put32(m, page_at(frame) + PAGE_COUNT, count);
	put32(m, page_at(frame) + PAGE_MAPCOUNT, mapped);
	put32(m, page_at(frame) + PAGE_MAPPING, mapping);
}

static void lay(struct machine *m)
{
	static const u32 rights[KINDS] = { PRESENT | USER | RW, PRESENT | USER, PROT_NONE, PRESENT | USER, PRESENT | USER, PRESENT | USER | RW };
	u32 index = below(m, 1024), start = below(m, 700) << 22;

	fill(m, s.tables, 0, 2 * 4096);
	fill(m, s.mem_map, 0xA5, (s.zero + FRAMES) * SIZEOF_PAGE);
	fill(m, s.vma, 0xA5, SIZEOF_VMA);
	put32(m, s.vma + VMA_START, start);
	put32(m, s.vma + VMA_END, start + (1 << 22));
	put32(m, s.vma + VMA_FLAGS, s.flags);
	put32(m, s.vma + VMA_PROT, s.kind == NO_ACCESS ? PROT_NONE : PRESENT | USER | (s.flags & FOR_ALL && s.flags & MAY_WRITE ? RW : 0));
	s.from = s.tables + 4 * index;
	s.to = s.from + 4096;
	s.frame = s.kind == ZEROS ? s.zero : s.zero + between(m, 1, SPARE - 1);
	s.page = page_at(s.frame);
	s.count = reserved() ? below(m, 4) : s.entries + s.holds + (s.kind == OF_A_FILE);
	s.mapped = reserved() ? 0 : s.entries;
	s.before = s.frame * 4096 | rights[s.kind] | s.bits | (s.kind == OF_A_FILE && s.flags & FOR_ALL && s.flags & MAY_WRITE ? RW : 0);
	put32(m, s.from, s.before);
	lay_page(m, s.frame, reserved() ? RESERVED : s.high * HIGH | below(m, 2) * NOTED_USED, s.count, s.mapped, s.kind == OF_A_FILE ? 0xC0000000 + 32 * between(m, 1, FULL) : 0);
	lay_page(m, s.zero + SPARE, below(m, 2) * HIGH, 1, 0, 0);
	put32(m, s.spare, s.have ? page_at(s.zero + SPARE) : 0);
	s.copied = false;
}

/* ---- What has become of it */

static void judge_shared(struct machine *m)
{
	u32 gone = reserved() || s.flags & FOR_ALL ? 0 : RW, is = get32(m, s.to);
	bool counted = !reserved();

	if (!is)
		fail(m, "the child's entry is still empty");
	if (is / 4096 == s.zero + SPARE)
		fail(m, "the child gets the spare frame, and was to have the parent's page");
	same_hex(m, "the child's entry", is, s.before & ~(gone | ACCESSED));
	same_hex(m, gone ? "the parent's entry, of which only the right to write goes" : "the parent's entry, of which nothing goes", get32(m, s.from), s.before & ~gone);
	same(m, counted ? "the page has a holder more, and its count" : "a reserved page is not counted: its count", get32(m, s.page + PAGE_COUNT), s.count + counted);
	same(m, counted ? "the page has an entry more, and their number" : "a reserved page is not counted: its entries", get32(m, s.page + PAGE_MAPCOUNT), s.mapped + counted);
}

static void judge_copy(struct machine *m)
{
	u32 spare = page_at(s.zero + SPARE), is = get32(m, s.to), prot = get32(m, s.vma + VMA_PROT);

	if (is / 4096 == s.frame)
		fail(m, "the child has the page that is held, and the parent's next store leaves it");
	if (!is)
		fail(m, "the child's entry is still empty");
	if (!s.copied)
		fail(m, "the child's entry names a frame into which nothing was copied");
	same_hex(m, "the child's entry, which names a copy", is, (s.zero + SPARE) * 4096 | prot | DIRTY | (s.flags & MAY_WRITE ? RW : 0));
	same(m, "the copy is the child's alone: its count", get32(m, spare + PAGE_COUNT), 1);
	same(m, "the copy is in one entry: their number", get32(m, spare + PAGE_MAPCOUNT), 1);
}

static void judge_untouched(struct machine *m)
{
	if (get32(m, s.from) != s.before)
		fail(m, "the parent's entry has become 0x%08x, and was 0x%08x: it was to stay", get32(m, s.from), s.before);
	same(m, "the child does not have the page, and its count", get32(m, s.page + PAGE_COUNT), s.count);
	same(m, "the child does not have the page, and the number of its entries", get32(m, s.page + PAGE_MAPCOUNT), s.mapped);
}

static void check(struct machine *m)
{
	struct range ranges[6];
	bool copy = must_copy();
	s32 got;

	lay(m);
	service(m, "copy_highpage", copy_highpage, 0);
	service(m, "alloc_pages", alloc_pages, 0);
	service(m, "put_page", put_page, 0);
	service(m, "printk", printk, 0);
	input(m, "%s, 0x%08x; %u entries, %u holds; a vma%s%s%s; %s", kinds[s.kind], s.before, s.entries, s.holds, s.flags & FOR_ALL ? ", VM_SHARED" : ", private",
	      s.flags & MAY_WRITE ? ", VM_WRITE" : "", s.flags & COULD_WRITE ? ", VM_MAYWRITE" : "", s.have ? "a spare frame" : "no spare frame");
	ranges[0] = (struct range){ s.from, 4 };
	ranges[1] = (struct range){ s.to, 4 };
	ranges[2] = (struct range){ s.page + PAGE_COUNT, 4 };
	ranges[3] = (struct range){ s.page + PAGE_MAPCOUNT, 4 };
	ranges[4] = (struct range){ page_at(s.zero + SPARE) + PAGE_MAPCOUNT, 4 };
	ranges[5] = (struct range){ s.spare, 4 };
	snapshot(m);
	got = (s32)call(m, "copy_pte", s.to, s.from, s.vma, s.spare);
	if (!copy && got == -EAGAIN)
		fail(m, "it says that a frame is needed, and the page is to be shared");
	if (copy && s.have)
		judge_copy(m);
	if (copy)
		judge_untouched(m);
	else
		judge_shared(m);
	if (copy && !s.have)
		same_hex(m, "a frame is needed first, and the child's entry", get32(m, s.to), 0);
	same_hex(m, copy && s.have ? "the spare frame is the child's now, and *spare" : "no frame was used, and *spare", get32(m, s.spare), copy || !s.have ? 0 : page_at(s.zero + SPARE));
	if (!copy || !s.have)
		same(m, "the spare frame was not used, and its entries", get32(m, page_at(s.zero + SPARE) + PAGE_MAPCOUNT), 0);
	only_changed(m, "it changes something else than two entries and their counts", ranges, 6);
	if (got != (copy && !s.have ? -EAGAIN : 0))
		fail(m, copy && !s.have ? "a frame is needed and there is none: the answer is %d, and should be -EAGAIN" : "all was done: the answer is %d, and should be 0", got);
}

/* ---- Cases. All mixtures of A and D, each drawn where nothing is said. */

static void play(struct machine *m, u32 kind, u32 flags, u32 entries, u32 holds, u32 have)
{
	for (u32 trial = 0; trial < 4; trial++) {
		s.kind = kind;
		s.flags = 1 | flags;
		s.bits = (trial & 1) * ACCESSED | (kind < OF_A_FILE ? trial >> 1 : 0) * DIRTY;
		s.entries = entries;
		s.holds = holds;
		s.have = have;
		s.high = below(m, 2);
		check(m);
	}
}

static void nobody_holds(struct machine *m)
{
	for (u32 have = 2; have-- > 0;)
		for (u32 kind = OWN; kind <= OF_A_FILE; kind++) {
			play(m, kind, MAY_WRITE | COULD_WRITE, between(m, 1, 3), 0, have);
			play(m, kind, kind == OWN ? MAY_WRITE | COULD_WRITE | FOR_ALL : COULD_WRITE, between(m, 2, 9), 0, have);
		}
}

static void held(struct machine *m)
{
	play(m, OWN, MAY_WRITE | COULD_WRITE, 1, 1, 1);
	play(m, OWN, MAY_WRITE | COULD_WRITE, 1, between(m, 2, 9), 1);
	play(m, READ_ONLY, MAY_WRITE | COULD_WRITE, between(m, 2, 9), 1, 1); /* shared since an earlier fork, and held by a reader */
}

static void not_today(struct machine *m)
{
	play(m, READ_ONLY, COULD_WRITE, 1, between(m, 1, 9), 1);
	play(m, NO_ACCESS, COULD_WRITE, between(m, 1, 3), between(m, 1, 9), 1);
}

static void no_frame(struct machine *m)
{
	play(m, OWN, MAY_WRITE | COULD_WRITE, 1, between(m, 1, 3), 0);
	play(m, READ_ONLY, COULD_WRITE, between(m, 1, 3), 1, 0);
}

static void all_the_same(struct machine *m)
{
	for (u32 have = 2; have-- > 0;) {
		play(m, OWN, MAY_WRITE | COULD_WRITE | FOR_ALL, between(m, 1, 3), between(m, 1, 3), have);
		play(m, OF_A_FILE, MAY_WRITE | COULD_WRITE, between(m, 1, 3), between(m, 1, 3), have);
		play(m, OF_A_FILE, MAY_WRITE | COULD_WRITE | FOR_ALL, between(m, 1, 3), between(m, 1, 3), have);
		play(m, READ_ONLY, 0, between(m, 1, 3), between(m, 1, 3), have);
		play(m, ZEROS, MAY_WRITE | COULD_WRITE, 1, 1, have);
		play(m, DEVICE, MAY_WRITE | COULD_WRITE, 1, 1, have);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, KINDS);
	row[1] = any(m);
	row[2] = between(m, 1, 5);
	row[3] = below(m, 3);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 4) {
		s.kind = rows[0] % KINDS;
		s.flags = 1 | (s.kind == OWN || s.kind == DEVICE ? MAY_WRITE | COULD_WRITE : rows[1] & (MAY_WRITE | COULD_WRITE)) | (rows[1] >> 8 & 1) * FOR_ALL;
		s.flags |= s.flags & MAY_WRITE ? COULD_WRITE : 0;
		s.bits = (rows[1] >> 9 & 1) * ACCESSED | (s.kind < OF_A_FILE ? rows[1] >> 10 & 1 : 0) * DIRTY;
		s.have = rows[1] >> 11 & 1;
		s.high = rows[1] >> 12 & 1;
		s.entries = rows[2] ? rows[2] : 1;
		s.holds = rows[3];
		check(m);
	}
}

static void any_entry(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 40, .rows = 6, .width = 4, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "nobody holds it", 4, nobody_holds, 0 },
	{ "held", 4, held, 0 },
	{ "not writable today", 2, not_today, "held" },
	{ "no frame", 2, no_frame, "held" },
	{ "shared all the same", 2, all_the_same, "nobody holds it" },
	{ "any entry", 1, any_entry, "shared all the same" },
	{ 0 }
};

const struct exercise exercise_get_user_pages_pinned = { "get-user-pages/pinned", cases, setup, 0 };
