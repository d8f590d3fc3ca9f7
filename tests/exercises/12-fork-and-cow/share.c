/* SPDX-License-Identifier: MIT */
/* Exercise fork-and-cow/share: a range of entries in the middle of two tables, and what both have become, entry by entry. */
#include "machine.h"

enum { PRESENT = 1, RW = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, PROT_NONE = 0x80, CR3 = 0x00345000 };
enum { IS_SHARED = 8, DONTCOPY = 0x20000, WIPEONFORK = 0x2000000, PAGES = 12, FRAMES = 2 * PAGES };

/* OWN: any that the program has stored to; DEVICE: a reserved frame that may be written to. */
enum { EMPTY, ZEROS, DEVICE, READ_ONLY, OWN, NO_ACCESS, KINDS };

static const char *const kinds[KINDS] = { "empty", "the page of zeros", "a reserved frame", "read-only", "writable", "no access" };

static struct {
	u32 vma, from, to, mem_map, zero; /* where they are; the number of the page of zeros */
	/* What is played */
	u32 n, flags, kind[PAGES], bits[PAGES], holders[PAGES]; /* bits: A and D */
	/* What has come of it */
	u32 start, before[PAGES + 2], frame[PAGES + 2], told[PAGES]; /* with a neighbour on each side; when the processor was told */
	struct text story;
} s;

static u32 count_at(u32 frame)
{
	return s.mem_map + frame * SIZEOF_PAGE + PAGE_COUNT;
}

static u32 parent(u32 i)
{
	return s.from + 4 * (s.start + i);
}

static u32 child(u32 i)
{
	return s.to + 4 * (s.start + i);
}

static void setup(struct machine *m)
{
	s.vma = buffer(m, SIZEOF_VMA);
	s.from = pages(m, 2);
	s.to = s.from + 4096;
	s.zero = (symbol(m, "empty_zero_page") - 0xC0000000) / 4096;
	s.mem_map = buffer(m, (s.zero + FRAMES) * SIZEOF_PAGE);
	put32(m, symbol(m, "mem_map"), s.mem_map);
}

/* ---- Services */

static u32 read_cr3(struct machine *m, const u32 *words, void *context)
{
	(void)m, (void)words, (void)context;
	return CR3;
}

static u32 write_cr3(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	same_hex(m, "it loads another directory into CR3", words[0], CR3);
	for (u32 i = 0; i < s.n; i++)
		s.told[i] = get32(m, parent(i));
	return 0;
}

static u32 alloc_pages(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	fail(m, "it asks for a frame: a fork copies nothing");
	return 0;
}

static u32 copy_highpage(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	fail(m, "it copies a page: a fork copies nothing");
	return 0;
}

static u32 printk(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	fail(m, "it takes hold of a page that nobody holds: such a page is in no entry");
	return 0;
}

/* ---- Two tables */

static u32 lay_entry(struct machine *m, u32 i, u32 kind, u32 bits, u32 holders)
{
	static const u32 rights[KINDS] = { 0, PRESENT | USER, PRESENT | USER | RW, PRESENT | USER, PRESENT | USER | RW, PROT_NONE };
	u32 frame = kind == ZEROS ? s.zero : s.zero + 1 + i;

	s.frame[i] = frame;
	put32(m, count_at(frame), holders);
	put32(m, count_at(frame) - PAGE_COUNT + PAGE_FLAGS, kind == ZEROS || kind == DEVICE ? RESERVED : below(m, 2) ? HIGH : 0);
	return kind == EMPTY ? 0 : frame * 4096 | rights[kind] | bits;
}

static void lay(struct machine *m)
{
	u32 address;

	s.start = between(m, 1, 1023 - s.n);
	address = below(m, 767) << 22 | s.start << 12;
	fill(m, s.from, 0, 2 * 4096);
	fill(m, s.mem_map, 0xA5, (s.zero + FRAMES) * SIZEOF_PAGE);
	put32(m, s.mem_map + PAGE_FLAGS, 0); /* frame 0: whoever takes an empty entry for a page finds it */
	put32(m, count_at(0), 1);
	fill(m, s.vma, 0xA5, SIZEOF_VMA);
	put32(m, s.vma + VMA_START, address);
	put32(m, s.vma + VMA_END, address + s.n * 4096);
	put32(m, s.vma + VMA_FLAGS, s.flags);
	s.story.length = 0;
	add(&s.story, "%u pages from 0x%08x, VM_WRITE%s%s%s", s.n, address, s.flags & IS_SHARED ? ", VM_SHARED" : "", s.flags & DONTCOPY ? ", VM_DONTCOPY" : "",
	    s.flags & WIPEONFORK ? ", VM_WIPEONFORK" : "");
	for (u32 i = 0; i < s.n + 2; i++) {
		bool within = i > 0 && i <= s.n;

		s.before[i] = within ? lay_entry(m, i, s.kind[i - 1], s.bits[i - 1], s.holders[i - 1]) : lay_entry(m, i, OWN, ACCESSED | DIRTY, 1);
		put32(m, parent(i - 1), s.before[i]);
		if (within)
			add(&s.story, "\n%u: %s%s%s", i - 1, kinds[s.kind[i - 1]], s.before[i] & ACCESSED ? ", A" : "", s.before[i] & DIRTY ? ", D" : "");
	}
	input(m, "%s", s.story.s);
}

/* ---- What should be there, and what is */

static bool counted(u32 kind)
{
	return kind != EMPTY && kind != ZEROS && kind != DEVICE;
}

static void judge_presence(struct machine *m, u32 i, bool pages)
{
	u32 is = get32(m, child(i));

	if (is && !pages)
		fail(m, s.flags & DONTCOPY ? "entry %u: the child gets a page of a vma that it does not have" : "entry %u: the child gets a page, and was to begin with zeros", i);
	if (is && !s.before[i + 1])
		fail(m, "entry %u: the parent has nothing there, and the child's entry is not empty", i);
	if (!is && pages && s.before[i + 1])
		fail(m, "entry %u: the parent has a page there, and the child gets none", i);
}

static void judge_parent(struct machine *m, u32 i, bool pages)
{
	u32 was = s.before[i + 1], is = get32(m, parent(i)), kind = s.kind[i];
	u32 wanted = pages && counted(kind) && !(s.flags & IS_SHARED) ? was & ~(u32)RW : was;

	if (is == wanted)
		return;
	if (is == was)
		fail(m, "entry %u: the parent may still write to a page that the child has, too", i);
	if (is != (was & ~(u32)RW))
		fail(m, "entry %u: the parent's has become 0x%08x, and should be 0x%08x", i, is, wanted);
	if (!pages)
		fail(m, "entry %u: the parent's loses its right, and the child does not get the page", i);
	fail(m, counted(kind) ? "entry %u: both are to go on writing, and the parent's loses its right" : "entry %u: a right is taken from the entry of a reserved frame", i);
}

static void judge_child(struct machine *m, u32 i)
{
	u32 was = s.before[i + 1], is = get32(m, child(i));
	u32 rw = counted(s.kind[i]) && !(s.flags & IS_SHARED) ? 0 : was & RW, dirty = s.flags & IS_SHARED ? 0 : was & DIRTY;
	u32 wanted = (was & ~(u32)(ACCESSED | RW | DIRTY)) | rw | dirty;

	if (is == wanted)
		return;
	if ((is ^ wanted) / 4096)
		fail(m, "entry %u: the child's names another frame", i);
	if ((is ^ wanted) & RW)
		fail(m, is & RW ? "entry %u: the child may write to a page that the parent has, too" : "entry %u: the child may not write where the parent may, and should", i);
	if ((is ^ wanted) & ACCESSED)
		fail(m, "entry %u: the child's says that it has used the page, and it is not even born", i);
	if ((is ^ wanted) & DIRTY)
		fail(m, is & DIRTY ? "entry %u: the child's is dirty, and in a shared vma the parent's says that already" :
				     "entry %u: the child's is clean, and the bytes of the page are nowhere else", i);
	fail(m, "entry %u: the child's is 0x%08x, and should be 0x%08x", i, is, wanted);
}

static void judge_count(struct machine *m, u32 i, bool pages)
{
	u32 is = get32(m, count_at(s.frame[i + 1]));

	if (s.kind[i] == DEVICE)
		same(m, "a reserved frame is not counted: its count", is, s.holders[i]);
	if (counted(s.kind[i]))
		same(m, pages ? "the page has one holder more, and its count" : "the child does not get the page, and its count", is, s.holders[i] + pages);
}

static void check(struct machine *m)
{
	struct range ranges[PAGES + 2];
	bool pages = !(s.flags & (DONTCOPY | WIPEONFORK)), lost = false;
	u32 got, zeros;

	lay(m);
	zeros = get32(m, count_at(s.zero));
	service(m, "read_cr3", read_cr3, 0);
	service(m, "write_cr3", write_cr3, 0);
	service(m, "alloc_pages", alloc_pages, 0);
	service(m, "copy_highpage", copy_highpage, 0);
	service(m, "printk", printk, 0);
	ranges[0] = (struct range){ parent(0), 4 * s.n };
	ranges[1] = (struct range){ child(0), 4 * s.n };
	for (u32 i = 0; i < s.n; i++) {
		s.told[i] = s.before[i + 1];
		ranges[i + 2] = (struct range){ count_at(s.frame[i + 1]), 4 };
	}
	snapshot(m);
	forget_calls(m);
	got = call(m, "share_range", s.vma, parent(0), child(0)) & 0xFF;
	for (u32 i = 0; i < s.n; i++) {
		judge_presence(m, i, pages);
		judge_parent(m, i, pages);
		if (pages)
			judge_child(m, i);
		judge_count(m, i, pages);
	}
	same(m, "the page of zeros is not counted: its count", get32(m, count_at(s.zero)), zeros);
	only_changed(m, "it changes an entry outside the vma, or something else than entries and counts", ranges, s.n + 2);
	for (u32 i = 0; i < s.n; i++) {
		u32 is = get32(m, parent(i));

		lost = lost || is != s.before[i + 1];
		if (s.told[i] & ~is & RW)
			fail(m, calls(m, "write_cr3") ? "the processor is told too early: entry %u loses its right afterwards" :
							"entry %u has lost its right, and the processor may remember it: the parent's next store asks nobody", i);
	}
	same(m, "whether the child has such a vma: the answer", got, !(s.flags & DONTCOPY));
	at_most(m, "write_cr3", lost);
}

/* ---- Cases */

static void draw_page(struct machine *m, u32 i, u32 kind)
{
	s.kind[i] = kind;
	s.bits[i] = kind == EMPTY ? 0 : kind == ZEROS || kind == DEVICE ? below(m, 2) * ACCESSED : below(m, 2) * ACCESSED | below(m, 2) * DIRTY;
	s.holders[i] = kind == EMPTY ? 0 : between(m, 1, 3);
}

/* With every mixture of A and D, and in a range of any length. */
static void play(struct machine *m, u32 flags, u32 kind, u32 other)
{
	for (u32 trial = 0; trial < 8; trial++) {
		s.flags = MAY_WRITE | 1 | flags;
		s.n = between(m, 1, PAGES);
		for (u32 i = 0; i < s.n; i++)
			draw_page(m, i, below(m, 2) ? kind : other);
		draw_page(m, 0, kind);
		s.bits[0] = kind < READ_ONLY ? s.bits[0] : (trial & 1) * ACCESSED | (trial >> 1 & 1) * DIRTY;
		check(m);
	}
}

static void private(struct machine *m)
{
	play(m, 0, OWN, OWN);
	play(m, 0, OWN, EMPTY);
}

static void nothing_to_lose(struct machine *m)
{
	play(m, 0, READ_ONLY, READ_ONLY);
	play(m, 0, READ_ONLY, EMPTY);
	play(m, 0, EMPTY, EMPTY);
	play(m, 0, NO_ACCESS, READ_ONLY);
}

static void reserved(struct machine *m)
{
	play(m, 0, ZEROS, EMPTY);
	play(m, 0, ZEROS, OWN);
	play(m, 0, DEVICE, READ_ONLY);
	play(m, 0, DEVICE, OWN);
}

static void shared(struct machine *m)
{
	play(m, IS_SHARED, OWN, OWN);
	play(m, IS_SHARED, READ_ONLY, OWN);
	play(m, IS_SHARED, NO_ACCESS, EMPTY);
	play(m, IS_SHARED, DEVICE, ZEROS);
}

static void without(struct machine *m)
{
	for (u32 more = 0; more < 2; more++) {
		play(m, DONTCOPY | more * IS_SHARED, OWN, NO_ACCESS);
		play(m, WIPEONFORK | more * IS_SHARED, OWN, READ_ONLY);
		play(m, WIPEONFORK | DONTCOPY | more * IS_SHARED, ZEROS, OWN);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, KINDS);
	row[1] = below(m, 4);
	row[2] = between(m, 1, 3);
	row[3] = index ? 0 : below(m, 12);
}

static void show(struct text *text, const u32 *row)
{
	add(text, "%s", kinds[row[0] % KINDS]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	if (!count)
		return;
	s.flags = MAY_WRITE | 1 | (rows[3] & 1) * IS_SHARED | (rows[3] % 12 == 10 ? DONTCOPY : rows[3] % 12 == 11 ? WIPEONFORK : 0);
	s.n = count;
	for (u32 i = 0; i < count; i++, rows += 4) {
		s.kind[i] = rows[0] % KINDS;
		s.bits[i] = s.kind[i] == EMPTY ? 0 : (rows[1] & 1) * ACCESSED | (s.kind[i] < READ_ONLY ? 0 : (rows[1] >> 1 & 1) * DIRTY);
		s.holders[i] = rows[2];
	}
	check(m);
}

static void any_range(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = PAGES, .width = 4, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "pages of one's own", 4, private, 0 },
	{ "nothing to lose", 3, nothing_to_lose, 0 },
	{ "what is reserved", 2, reserved, "pages of one's own" },
	{ "both go on writing", 3, shared, "pages of one's own" },
	{ "not for the child", 2, without, "pages of one's own" },
	{ "any range", 1, any_range, "what is reserved" },
	{ 0 }
};

const struct exercise exercise_fork_and_cow_share = { "fork-and-cow/share", cases, setup, 0 };
