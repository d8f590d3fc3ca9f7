/* SPDX-License-Identifier: MIT */
/*
 * Exercise fork-and-cow/break-cow. The test is everybody else: at each of the learner's calls, with the lock free, one rival may do
 * something to one page. A reschedule is always wanted, so that the release of a lock is such a call as well. Every store to an entry
 * is judged at the next call that can see it; a reference that is neither an entry's nor another's is the learner's.
 */
#include "machine.h"

enum { PRESENT = 1, RW = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, EFAULT = -14, ENOMEM = -12 };
enum { PAGES = 6, ALL = PAGES + 2, GIVEN = ALL + 1, FRAMES = GIVEN + 12, NEVER = 99 };

enum { EMPTY, ZEROS, OWN, ALONE, SHARED, KINDS }; /* what is in an entry before */
enum { ONE_TABLE, TWO_TABLES, NO_TABLE, CROSSES };
enum { NOBODY, LOADS, STORES, UNMAPS, LEAVE, UNMAPS_AND_LEAVE, RIVALS };

static const char *const kinds[KINDS] = { "untouched", "the page of zeros", "writable", "read-only, nobody else has it", "read-only, others have it" };
static const char *const rivals[RIVALS] = { "", "somebody loads from page", "somebody stores to page", "somebody unmaps page", "all others leave page", "somebody unmaps, and all others leave, page" };

/* A frame: who has it beside the learner, and what is in it (of those that it was given). */
struct frame {
	u32 others, mapped; /* entries and holders elsewhere; entries of this program */
	u32 filled;         /* with the bytes of this frame's number; 0: with none */
	bool given, back;
};

static struct {
	u32 mm, vma, tables, mem_map, zero;
	/* What is played: page 0 and page n + 1 are neighbours */
	u32 n, kind[ALL], bits[ALL], first, pgd, flags, prot, no_memory, rival, who, when;
	u32 cross; /* the range lies in one table; in two; or in the second of two there is none */
	/* What has come of it */
	struct frame frames[FRAMES];
	u32 entry[ALL], calls, given, changes, copies, zeros, wanted;
	bool changed[ALL], flushed[ALL], unmapped[ALL], late, failed, freed;
	struct text story;
} s;

static u32 page_of(u32 frame)
{
	return s.mem_map + frame * SIZEOF_PAGE;
}

/* Frames in an array from 0; 0 is the page of zeros. */
static struct frame *frame_of(struct machine *m, u32 page)
{
	u32 i = (page - page_of(s.zero)) / SIZEOF_PAGE;

	if (i >= FRAMES || page_of(s.zero + i) != page)
		fail(m, "it names a page that has nothing to do with this");
	return &s.frames[i];
}

static u32 number(const struct frame *f)
{
	return s.zero + (u32)(f - s.frames);
}

static struct frame *mapped_by(struct machine *m, u32 entry)
{
	return frame_of(m, page_of(entry / 4096));
}

static u32 count(struct machine *m, const struct frame *f)
{
	return get32(m, page_of(number(f)) + PAGE_COUNT);
}

static u32 address_of(u32 i)
{
	return s.first + i * 4096;
}

/* 0: there is no table. They do not lie one behind the other. */
static u32 entry_at(u32 address)
{
	bool second = address >> 22 != s.first >> 22;

	return second && s.cross == NO_TABLE ? 0 : s.tables + (second ? 2 * 4096 : 0) + (address >> 12 & 1023) * 4;
}

static void setup(struct machine *m)
{
	s.mm = buffer(m, SIZEOF_MM);
	s.vma = buffer(m, SIZEOF_VMA);
	s.tables = pages(m, 3);
	s.zero = (symbol(m, "empty_zero_page") - 0xC0000000) / 4096;
	s.mem_map = buffer(m, (s.zero + FRAMES) * SIZEOF_PAGE);
	put32(m, symbol(m, "mem_map"), s.mem_map);
}

/* ---- Entries */

static bool needs_frame(struct machine *m, u32 i)
{
	struct frame *f = mapped_by(m, s.entry[i]);

	return s.entry[i] && !(s.entry[i] & RW) && (f == s.frames || f->others);
}

static void same_frame(struct machine *m, u32 i, u32 now, const struct frame *f)
{
	if (!(now & RW))
		fail(m, "page %u: the entry is changed, and still forbids the store", i);
	if (f == s.frames)
		fail(m, "page %u: the page of zeros may be written to, and everybody has it", i);
	if (f->others)
		fail(m, "page %u: it may be written to, and others have the frame", i);
	same_hex(m, "an entry that keeps its frame gets other rights", now & ~(u32)(ACCESSED | DIRTY), (s.entry[i] & ~(u32)(ACCESSED | DIRTY)) | RW);
}

static void new_frame(struct machine *m, u32 i, u32 now, struct frame *old)
{
	struct frame *f = mapped_by(m, now);

	if (!f->given || f->back || f->mapped)
		fail(m, "page %u: the entry names a frame that it was not given", i);
	if (!f->filled)
		fail(m, "page %u: the frame is in the entry before it is filled: the program finds what others have left", i);
	if (f->filled != number(old))
		fail(m, old == s.frames ? "page %u: it was zeros, and the new frame is a copy of something else" :
		     f->filled == s.zero ? "page %u: the program's bytes are gone: the new frame is cleared" : "page %u: the new frame is a copy of another page", i);
	if (!(now & RW))
		fail(m, "page %u: the entry of the new frame forbids the store", i);
	same_hex(m, "the entry of a new frame has other rights than vm_page_prot and the right to write", now & 0xFFF & ~(u32)(ACCESSED | DIRTY), s.prot | RW);
	old->mapped--;
	f->mapped++;
}

/* The learner has stored something else than what was there. */
static void judge_store(struct machine *m, u32 i, u32 now)
{
	u32 was = s.entry[i];

	if (i == 0 || i > s.n)
		fail(m, "an entry is changed outside the range");
	if (!(s.flags & MAY_WRITE))
		fail(m, "page %u: the vma has no VM_WRITE, and an entry is changed", i);
	if (s.failed)
		fail(m, "page %u: there was no memory, and it goes on", i);
	if (!was)
		fail(m, s.unmapped[i] ? "page %u: somebody has unmapped it, and it is there again" : "page %u: nobody has touched it, and its entry is changed", i);
	if (was & RW)
		fail(m, s.late ? "page %u: somebody was quicker, and what he has stored is gone" : "page %u: it may be written already, and its entry is changed", i);
	if ((now & (PRESENT | USER)) != (PRESENT | USER))
		fail(m, "page %u: the program cannot use it any more", i);
	if (now / 4096 == was / 4096)
		same_frame(m, i, now, mapped_by(m, was));
	else
		new_frame(m, i, now, mapped_by(m, was));
	if (!(now & DIRTY))
		fail(m, "page %u: the entry is not dirty, and the page's bytes are nowhere else", i);
	s.entry[i] = now;
	s.changed[i] = true;
	s.flushed[i] = false;
	s.changes++;
}

/* released: the lock has been let go of this moment. Is it held? */
static bool look(struct machine *m, bool released)
{
	bool locked = get32(m, s.mm + MM_LOCK) != 0;

	for (u32 i = 0; i < s.n + 2; i++) {
		u32 at = entry_at(address_of(i)), now = at ? get32(m, at) : 0;

		if (now != s.entry[i] && !locked && !released)
			fail(m, "page %u: the entry is changed without the lock", i);
		if (now != s.entry[i])
			judge_store(m, i, now);
	}
	for (u32 i = 1; i <= s.n && !locked; i++)
		if (s.changed[i] && !s.flushed[i])
			fail(m, "page %u: it lets go of the lock, and the processor may remember the old entry", i);
	return locked;
}

/* ---- Everybody else */

static void add_count(struct machine *m, struct frame *f, u32 change)
{
	put32(m, page_of(number(f)) + PAGE_COUNT, count(m, f) + change);
	s.freed = s.freed || count(m, f) == 0;
}

static void unmap(struct machine *m, struct frame *f, u32 entry)
{
	if (f != s.frames)
		add_count(m, f, (u32)-1);
	f->mapped--;
	s.entry[s.who] = entry;
	s.unmapped[s.who] = !entry;
}

static void act(struct machine *m, const char *call)
{
	struct frame *f, *fresh = &s.frames[FRAMES - 1];

	if (s.calls++ != s.when || s.rival == NOBODY || !s.entry[s.who] || s.entry[s.who] & RW)
		return;
	f = mapped_by(m, s.entry[s.who]);
	add(&s.story, "\n%s %u, while it calls %s", rivals[s.rival], s.who, call);
	input(m, "%s", s.story.s);
	s.late = true;
	if (f != s.frames && (s.rival == LEAVE || s.rival == UNMAPS_AND_LEAVE)) {
		add_count(m, f, -f->others);
		f->others = 0;
	}
	if (s.rival == LOADS)
		s.entry[s.who] |= ACCESSED;
	if (s.rival == UNMAPS || s.rival == UNMAPS_AND_LEAVE)
		unmap(m, f, 0);
	if (s.rival == STORES) {
		unmap(m, f, number(fresh) * 4096 | PRESENT | USER | RW | DIRTY);
		fresh->mapped = 1;
		add_count(m, fresh, 1);
	}
	put32(m, entry_at(address_of(s.who)), s.entry[s.who]);
}

/* ---- Services */

static u32 lookup_address(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	look(m, false);
	same_hex(m, "it asks for another directory's entry", words[0], s.pgd);
	if (words[1] - address_of(1) >= s.n * 4096)
		fail(m, "it asks for the entry of 0x%08x, outside the range", words[1]);
	return entry_at(words[1]);
}

static u32 alloc_pages(struct machine *m, const u32 *words, void *context)
{
	struct frame *f = &s.frames[GIVEN + s.given];

	(void)context;
	if (look(m, false))
		fail(m, "it asks for a frame with the lock held: that may sleep");
	same_hex(m, "it asks for a frame with other flags than GFP_HIGHUSER", words[0], HIGHUSER);
	same(m, "it asks for more than one frame: the order", words[1], 0);
	if (s.failed)
		fail(m, "it asks for a frame again, and there was none");
	if (GIVEN + s.given >= FRAMES - 1)
		fail(m, "it has asked for %u frames, and still asks", s.given);
	act(m, "alloc_page");
	s.failed = s.given == s.no_memory;
	if (s.failed)
		return 0;
	s.given++;
	f->given = true;
	put32(m, page_of(number(f)) + PAGE_COUNT, 1);
	return page_of(number(f));
}

static struct frame *filling(struct machine *m, u32 page)
{
	struct frame *f = frame_of(m, page);

	if (look(m, false))
		fail(m, "it fills a frame with the lock held");
	if (!f->given || f->back || f->mapped)
		fail(m, "it fills a frame that it was not given, or no longer has");
	return f;
}

static u32 clear_highpage(struct machine *m, const u32 *words, void *context)
{
	struct frame *f = filling(m, words[0]);

	(void)context;
	act(m, "clear_highpage");
	f->filled = s.zero;
	return 0;
}

static u32 copy_highpage(struct machine *m, const u32 *words, void *context)
{
	struct frame *f = filling(m, words[0]), *from = frame_of(m, words[1]);

	(void)context;
	if (from != s.frames && count(m, from) <= from->others + from->mapped)
		fail(m, "it copies a page that it does not hold: whoever has it may let go, and the frame is somebody else's");
	if (!s.late && from != s.frames && !from->others)
		fail(m, "it copies a page that nobody else has");
	act(m, "copy_highpage");
	f->filled = number(from);
	return 0;
}

static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	struct frame *f = frame_of(m, words[0]);

	(void)context;
	look(m, false);
	if (f == s.frames)
		return 0;
	if (count(m, f) <= f->others + f->mapped)
		fail(m, "it lets go of a reference that is not its own: an entry has it");
	for (u32 i = 1; i <= s.n; i++)
		if (s.changed[i] && !s.flushed[i])
			fail(m, "page %u: it lets go of a page before the processor has forgotten it", i);
	add_count(m, f, (u32)-1);
	f->back = f->given && !f->mapped;
	return 0;
}

static u32 invlpg(struct machine *m, const u32 *words, void *context)
{
	u32 i = (words[0] - s.first) / 4096;

	(void)context;
	look(m, false);
	if (i < 1 || i > s.n)
		fail(m, "it flushes 0x%08x, outside the range", words[0]);
	s.flushed[i] = true;
	return 0;
}

static u32 preempt_check(struct machine *m, const u32 *words, void *context)
{
	(void)context, (void)words;
	if (!look(m, true))
		act(m, "spin_unlock");
	return 0;
}

static u32 printk(struct machine *m, const u32 *words, void *context)
{
	(void)context, (void)words;
	fail(m, s.freed ? "it takes hold of a page that is free by now: it was not held when the lock was let go" :
	     get32(m, s.mm + MM_LOCK) ? "it takes the lock, and has it already" : "it lets go of the lock, and does not have it");
	return 0;
}

/* ---- One call, judged whole */

static void lay_page(struct machine *m, u32 i)
{
	static const u32 rights[KINDS] = { 0, PRESENT | USER, PRESENT | USER | RW, PRESENT | USER, PRESENT | USER };
	struct frame *f = s.kind[i] == ZEROS ? s.frames : &s.frames[1 + i];

	if (!entry_at(address_of(i)))
		s.kind[i] = EMPTY;
	s.entry[i] = s.kind[i] == EMPTY ? 0 : number(f) * 4096 | rights[s.kind[i]] | (s.kind[i] == ZEROS ? s.bits[i] & ACCESSED : s.bits[i]);
	f->mapped += s.kind[i] != EMPTY;
	f->others = s.kind[i] == SHARED ? between(m, 1, 3) : 0;
	if (f != s.frames)
		put32(m, page_of(number(f)) + PAGE_COUNT, s.kind[i] == EMPTY ? 0 : 1 + f->others);
	if (entry_at(address_of(i)))
		put32(m, entry_at(address_of(i)), s.entry[i]);
	if (i > 0 && i <= s.n)
		add(&s.story, "\n%u: %s", i, kinds[s.kind[i]]);
}

static void lay(struct machine *m)
{
	static const struct frame none;

	s.first = below(m, 766) << 22 | (s.cross == ONE_TABLE ? below(m, 1000) : 1024 - between(m, s.n > 1 ? 2 : 1, s.n)) << 12;
	s.pgd = 0xC0000000 | below(m, 4096) << 12;
	fill(m, s.tables, 0, 3 * 4096);
	fill(m, s.mm, 0xA5, SIZEOF_MM);
	put32(m, s.mm + MM_LOCK, 0);
	put32(m, s.mm + MM_PGD, s.pgd);
	fill(m, s.vma, 0xA5, SIZEOF_VMA);
	put32(m, s.vma + VMA_MM, s.mm);
	put32(m, s.vma + VMA_START, s.first);
	put32(m, s.vma + VMA_END, address_of(s.n + 2));
	put32(m, s.vma + VMA_FLAGS, s.flags);
	put32(m, s.vma + VMA_PROT, s.prot);
	put32(m, thread(m) + THREAD_COUNT, 0);
	put32(m, thread(m) + THREAD_FLAGS, RESCHED);
	for (u32 i = 0; i < FRAMES; i++) {
		s.frames[i] = none;
		put32(m, page_of(s.zero + i) + PAGE_FLAGS, i == 0 ? RESERVED : below(m, 2) ? HIGH : 0);
		put32(m, page_of(s.zero + i) + PAGE_COUNT, i == 0);
	}
	s.story.length = 0;
	add(&s.story, "pages 1 to %u from 0x%08x%s%s", s.n, address_of(1), s.flags & MAY_WRITE ? "" : ", no VM_WRITE", s.no_memory == NEVER ? "" : "; memory comes to its end");
	for (u32 i = 0; i < s.n + 2; i++)
		lay_page(m, i);
	input(m, "%s", s.story.s);
}

static void begin(struct machine *m)
{
	lay(m);
	s.calls = s.given = s.changes = s.copies = s.zeros = 0;
	s.late = s.failed = s.freed = false;
	for (u32 i = 0; i < ALL; i++)
		s.changed[i] = s.flushed[i] = s.unmapped[i] = false;
	for (u32 i = 1; i <= s.n && s.flags & MAY_WRITE; i++) {
		s.copies += s.kind[i] == SHARED;
		s.zeros += s.kind[i] == ZEROS;
	}
	service(m, "lookup_address", lookup_address, 0);
	service(m, "alloc_pages", alloc_pages, 0);
	service(m, "put_page", put_page, 0);
	service(m, "clear_highpage", clear_highpage, 0);
	service(m, "copy_highpage", copy_highpage, 0);
	service(m, "invlpg", invlpg, 0);
	service(m, "preempt_check", preempt_check, 0);
	service(m, "printk", printk, 0);
	forget_calls(m);
}

static void judge_entries(struct machine *m)
{
	u32 undone = 1;

	while (undone <= s.n && (!s.entry[undone] || s.entry[undone] & RW))
		undone++;
	if (undone > s.n || !(s.flags & MAY_WRITE))
		return;
	if (!s.failed)
		fail(m, s.late ? "page %u: somebody has come in between, and its entry still forbids the store" : "page %u: its entry still forbids the store", undone);
	if (!s.late && !needs_frame(m, undone))
		fail(m, "page %u: it needs no frame, lies before the one for which there was none, and is not done", undone);
	for (u32 i = undone; i <= s.n; i++)
		if (s.changed[i])
			fail(m, "page %u is done, and page %u before it is not", i, undone);
}

static void judge_counts(struct machine *m)
{
	same(m, "the page of zeros is not counted: its count", count(m, s.frames), 1);
	for (u32 i = 1; i < FRAMES; i++) {
		const struct frame *f = &s.frames[i];

		if (f->given && !f->back && !f->mapped)
			fail(m, "a frame is lost: it is in no entry, and has not gone back");
		same(m, f->given ? "an entry has the new frame, and nobody else: its count" : "a reference is left over that nobody will ever let go of: the count of the old page",
		     count(m, f), f->others + f->mapped);
	}
}

static void check(struct machine *m)
{
	u32 got;

	begin(m);
	got = call(m, "break_cow", s.vma, address_of(1), address_of(s.n + 1));
	if (look(m, false))
		fail(m, "it returns, and the lock is still held");
	judge_entries(m);
	judge_counts(m);
	same(m, !(s.flags & MAY_WRITE) ? "the vma has no VM_WRITE, and the answer is not -EFAULT" : s.failed ? "there was no frame, and the answer is not -ENOMEM" : "all is done, and the answer is not 0",
	     got, !(s.flags & MAY_WRITE) ? (u32)EFAULT : s.failed ? (u32)ENOMEM : 0);
	at_most(m, "alloc_pages", s.copies + s.zeros + s.late);
	at_most(m, "copy_highpage", s.copies + s.late);
	at_most(m, "invlpg", s.changes);
}

/* ---- Cases */

/* A range of these two kinds; the first one is there. */
static void draw_range(struct machine *m, u32 kind, u32 other, u32 cross)
{
	s.cross = cross % CROSSES;
	s.n = between(m, s.cross == ONE_TABLE ? 1 : 2, PAGES);
	for (u32 i = 0; i < ALL; i++) {
		s.kind[i] = i == 0 || i > s.n ? (below(m, 2) ? SHARED : ALONE) : i == 1 || below(m, 2) ? kind : other;
		s.bits[i] = below(m, 2) * ACCESSED | below(m, 2) * DIRTY;
	}
	s.flags = MAY_WRITE | below(m, 2) | below(m, 2) * 4;
	s.prot = PRESENT | USER | below(m, 2) * RW;
	s.no_memory = NEVER;
	s.rival = NOBODY;
}

static void play(struct machine *m, u32 kind, u32 other)
{
	for (u32 i = 0; i < 10; i++) {
		draw_range(m, kind, other, i);
		check(m);
	}
}

static void shared(struct machine *m)
{
	play(m, SHARED, SHARED);
	play(m, SHARED, ALONE);
}

static void alone(struct machine *m)
{
	play(m, ALONE, OWN);
	play(m, OWN, ALONE);
}

static void untouched(struct machine *m)
{
	play(m, ZEROS, EMPTY);
	play(m, EMPTY, SHARED);
	play(m, SHARED, ZEROS);
}

static void refused(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		draw_range(m, SHARED, i % 2 ? ALONE : ZEROS, i);
		s.flags = 1 + 4 * below(m, 2);
		check(m);
	}
	play(m, SHARED, ALONE);
}

static void no_memory(struct machine *m)
{
	for (u32 i = 0; i < 24; i++) {
		draw_range(m, i % 2 ? SHARED : ALONE, i % 3 ? SHARED : ZEROS, below(m, CROSSES));
		s.no_memory = i % 4;
		check(m);
	}
}

static void between_looks(struct machine *m)
{
	for (u32 kind = ZEROS; kind < KINDS; kind++)
		for (u32 rival = LOADS; rival < RIVALS; rival++)
			for (u32 when = 0; when < 10; when++) {
				draw_range(m, kind, SHARED, below(m, CROSSES));
				s.bits[1] &= DIRTY;
				s.rival = rival;
				s.when = when;
				s.who = 1 + when % 2 * (s.n > 1);
				check(m);
			}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, KINDS);
	row[1] = below(m, 4);
	row[2] = index ? 0 : below(m, RIVALS);
	row[3] = below(m, 48);
	row[4] = below(m, PAGES);
	row[5] = below(m, 4) ? NEVER : below(m, 4);
}

static void show(struct text *text, const u32 *row)
{
	add(text, "%s", kinds[row[0] % KINDS]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	if (!count)
		return;
	draw_range(m, SHARED, SHARED, rows[3] / 16);
	s.n = count;
	s.rival = rows[2] % RIVALS;
	s.when = rows[3] % 16;
	s.who = 1 + rows[4] % count;
	s.no_memory = rows[5];
	for (u32 i = 0; i < count; i++, rows += 6) {
		s.kind[1 + i] = rows[0] % KINDS;
		s.bits[1 + i] = (rows[1] & 1) * ACCESSED | (rows[1] >> 1 & 1) * DIRTY;
	}
	s.kind[count + 1] = ALONE;
	check(m);
}

static void any_range(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = PAGES, .width = 6, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "shared pages", 5, shared, 0 },
	{ "the last owner", 3, alone, 0 },
	{ "zeros, and nothing", 3, untouched, "shared pages" },
	{ "no right to write", 1, refused, "shared pages" },
	{ "no memory", 3, no_memory, "zeros, and nothing" },
	{ "somebody comes in between", 3, between_looks, "zeros, and nothing" },
	{ "any range", 2, any_range, "zeros, and nothing" },
	{ 0 }
};

const struct exercise exercise_fork_and_cow_break_cow = { "fork-and-cow/break-cow", cases, setup, 0 };
