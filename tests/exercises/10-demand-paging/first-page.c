/* SPDX-License-Identifier: MIT */
/*
 * Exercise demand-paging/first-page. The test is everybody else: at each of the learner's calls, with the lock free, one rival may
 * change the entry. A reschedule is always wanted, so that the release of a lock is such a call as well. Every store to the entry is
 * judged at the next call that can see it.
 */
#include "machine.h"

enum { PRESENT = 1, RW = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, FRAMES = 40, CALLS = 24 };

enum { EMPTY, ZEROS, OWN, OWN_READ_ONLY, AWAY, KINDS };     /* what is in the entry before */
enum { NOBODY, READS, WRITES, UNMAPS, RIVALS };             /* what a rival does to it */

static const char *const kinds[KINDS] = { "empty", "the page of zeros", "a frame of the program's", "a frame of the program's, read-only", "not present, a number that would be the page of zeros" };
static const char *const rivals[RIVALS] = { "nobody", "somebody loads from the page", "somebody stores to the page", "somebody unmaps the page" };

static struct {
	u32 mm, vma, pte, mem_map, zero; /* where they are; the number of the page of zeros */
	/* What is played */
	u32 kind, rival, when, flags, prot, address;
	bool write, no_memory;
	/* What has come of it */
	u32 seen, entry;  /* before the call; as it is to be now */
	u32 calls, frame; /* the number of the frame that it has been given, or 0 */
	bool cleared, back, stored, flushed, late, failed;
	struct text story;
} s;

static u32 page_of(u32 frame)
{
	return s.mem_map + frame * SIZEOF_PAGE;
}

static bool is_zeros(u32 entry)
{
	return (entry & PRESENT) && entry / 4096 == s.zero;
}

static bool needs_frame(u32 entry)
{
	return !entry || is_zeros(entry);
}

/* Is the frame that it has been given in the entry? */
static bool is_mapped(void)
{
	return s.frame && s.entry / 4096 == s.frame;
}

static void lay_page(struct machine *m, u32 frame, u32 flags)
{
	put32(m, page_of(frame) + PAGE_FLAGS, flags);
	put32(m, page_of(frame) + PAGE_COUNT, 1);
}

static void setup(struct machine *m)
{
	s.mm = buffer(m, SIZEOF_MM);
	s.vma = buffer(m, SIZEOF_VMA);
	s.pte = buffer(m, 4);
	s.zero = (symbol(m, "empty_zero_page") - 0xC0000000) / 4096;
	s.mem_map = buffer(m, (s.zero + FRAMES) * SIZEOF_PAGE);
	put32(m, symbol(m, "mem_map"), s.mem_map);
	lay_page(m, s.zero, RESERVED);
}

/* ---- The entry */

/* The learner has stored something else than what was there. */
static void judge_store(struct machine *m, u32 now)
{
	const u32 mine = s.frame * 4096 | s.prot | DIRTY | (s.flags & MAY_WRITE ? RW : 0), zeros = s.zero * 4096 | (s.prot & ~(u32)RW);

	if (s.entry != s.seen)
		fail(m, "somebody was quicker, and it stores over what is there by now");
	if (s.write ? !needs_frame(s.seen) : s.seen != 0)
		fail(m, "it changes an entry that is neither empty nor, before a store, the page of zeros");
	if (s.write && is_zeros(now))
		fail(m, "a store finds the page of zeros");
	if (!s.write && now / 4096 != s.zero)
		fail(m, "a load gets another page than the page of zeros");
	if (!s.write && now & RW)
		fail(m, "the page of zeros may be written to: its entry has the right to write");
	if (!s.write)
		same_hex(m, "the entry has other rights than vm_page_prot without the right to write", now, zeros);
	if (s.write && (!s.frame || s.back || now / 4096 != s.frame))
		fail(m, "the entry holds a frame that it was not given");
	if (s.write && !s.cleared)
		fail(m, "a frame is in the entry, and has not been cleared: the program reads what others have left");
	if (s.write && !(now & DIRTY))
		fail(m, "the entry of a page that is stored to is not dirty");
	if (s.write && (now ^ mine) & RW)
		fail(m, mine & RW ? "a store, and the entry does not allow it, though the vma does" : "the entry allows stores, and the vma does not");
	if (s.write)
		same_hex(m, "the entry has other rights than vm_page_prot", now, mine);
	s.stored = true;
	s.flushed = false;
	s.entry = now;
}

/* released: the lock has been let go of this moment. */
static bool look(struct machine *m, bool released)
{
	bool locked = get32(m, s.mm + MM_LOCK) != 0;
	u32 now = get32(m, s.pte);

	if (now != s.entry && !locked && !released)
		fail(m, "it changes the entry without the lock");
	if (now != s.entry)
		judge_store(m, now);
	return locked;
}

static void act(struct machine *m, const char *call)
{
	u32 now = s.entry;

	if (s.calls++ != s.when || s.stored)
		return;
	if (s.rival == READS && !now)
		now = s.zero * 4096 | PRESENT | USER;
	else if (s.rival == READS && is_zeros(now))
		now |= ACCESSED;
	else if (s.rival == WRITES && needs_frame(now))
		now = (s.zero + 1) * 4096 | PRESENT | RW | USER | DIRTY;
	else if (s.rival == UNMAPS)
		now = 0;
	if (now == s.entry)
		return;
	add(&s.story, "\n%s, while it calls %s", rivals[s.rival], call);
	input(m, "%s", s.story.s);
	s.entry = now;
	s.late = true;
	put32(m, s.pte, now);
}

/* ---- Services */

static u32 alloc_pages(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	if (look(m, false))
		fail(m, "it asks for a frame with the lock held: that may sleep");
	same_hex(m, "it asks for a frame with other flags than GFP_HIGHUSER", words[0], HIGHUSER);
	same(m, "it asks for more than one frame: the order", words[1], 0);
	if (s.frame && !s.back)
		fail(m, "it asks for a second frame");
	act(m, "alloc_page");
	s.failed = s.no_memory;
	if (s.no_memory)
		return 0;
	s.frame = s.zero + 2 + below(m, FRAMES - 2);
	lay_page(m, s.frame, 0);
	s.cleared = s.back = false;
	return page_of(s.frame);
}

static u32 clear_highpage(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	if (look(m, false))
		fail(m, "it clears a frame with the lock held");
	if (!s.frame || s.back || words[0] != page_of(s.frame))
		fail(m, "it clears a page that it was not given");
	act(m, "clear_highpage");
	s.cleared = true;
	return 0;
}

static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	look(m, false);
	if (words[0] == page_of(s.zero))
		fail(m, "it lets go of the page of zeros, of which nobody holds a reference");
	if (!s.frame || s.back || words[0] != page_of(s.frame))
		fail(m, "it lets go of a page that it does not hold");
	if (is_mapped())
		fail(m, "it lets go of a frame that is in the entry");
	s.back = true;
	return 0;
}

static u32 invlpg(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	look(m, false);
	same_hex(m, "it flushes another page", words[0] / 4096, s.address / 4096);
	s.flushed = true;
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
	fail(m, get32(m, s.mm + MM_LOCK) ? "it takes the lock, and has it already" : "it lets go of the lock, or of a page, and does not have it");
	return 0;
}

/* ---- One call, judged whole */

static u32 first_entry(void)
{
	const u32 zeros = s.zero * 4096, own = zeros + 4096, entries[KINDS] = { 0, zeros | PRESENT | USER, own | PRESENT | RW | USER, own | PRESENT | USER, zeros };

	return entries[s.kind];
}

static void begin(struct machine *m)
{
	s.story.length = 0;
	fill(m, s.mm, 0xA5, SIZEOF_MM);
	put32(m, s.mm + MM_LOCK, 0);
	fill(m, s.vma, 0xA5, SIZEOF_VMA);
	put32(m, s.vma + VMA_START, s.address & 0xFFFFF000);
	put32(m, s.vma + VMA_END, (s.address & 0xFFFFF000) + 4096);
	put32(m, s.vma + VMA_FLAGS, s.flags);
	put32(m, s.vma + VMA_PROT, s.prot);
	put32(m, s.vma + VMA_FILE, 0);
	put32(m, thread(m) + THREAD_COUNT, 0);
	put32(m, thread(m) + THREAD_FLAGS, RESCHED);
	lay_page(m, s.zero + 1, 0);
	s.seen = s.entry = first_entry();
	put32(m, s.pte, s.entry);
	s.calls = s.frame = 0;
	s.cleared = s.back = s.stored = s.flushed = s.late = s.failed = false;
	service(m, "alloc_pages", alloc_pages, 0);
	service(m, "clear_highpage", clear_highpage, 0);
	service(m, "put_page", put_page, 0);
	service(m, "invlpg", invlpg, 0);
	service(m, "preempt_check", preempt_check, 0);
	service(m, "printk", printk, 0);
	add(&s.story, "a %s at 0x%08x; the entry: %s; vm_page_prot 0x%03x%s%s", s.write ? "store" : "load", s.address, kinds[s.kind], s.prot,
	    s.flags & MAY_WRITE ? ", VM_WRITE" : "", s.no_memory ? "; there is no memory" : "");
	input(m, "%s", s.story.s);
	forget_calls(m);
}

static void check(struct machine *m)
{
	bool wants = s.write ? needs_frame(first_entry()) : s.kind == EMPTY;
	u32 got;

	begin(m);
	got = call(m, "first_page", s.mm, s.vma, s.address, s.write, s.pte);
	if (look(m, false))
		fail(m, "it returns, and the lock is still held");
	if (wants && !s.stored && !s.late && !s.failed)
		fail(m, s.write ? "the entry is not changed: the store will fault again, for ever" : "the entry is not changed: the load will fault again, for ever");
	if (s.frame && !s.back && !is_mapped())
		fail(m, s.late ? "somebody was quicker, and the frame is lost: nobody has it any more" : "a frame is lost: it is in no entry, and has not gone back");
	if (s.stored && s.write && s.kind == ZEROS && !s.flushed)
		fail(m, "it replaces the page of zeros and does not flush: the processor may remember it");
	if (is_mapped())
		same(m, "the entry is the only holder of the frame: its count", get32(m, page_of(s.frame) + PAGE_COUNT), 1);
	same(m, "the page of zeros is not counted: its count", get32(m, page_of(s.zero) + PAGE_COUNT), 1);
	same(m, s.failed ? "there was no frame, and the answer is not VM_FAULT_OOM" : "the answer is not VM_FAULT_MINOR", got, s.failed ? OOM : MINOR);
	at_most(m, "alloc_pages", s.write && wants);
	at_most(m, "invlpg", s.write && s.kind == ZEROS);
}

/* A vma of any rights that allow the access; who watches over another's memory stores without VM_WRITE. */
static void draw_vma(struct machine *m, bool write, u32 kind)
{
	s.write = write;
	s.kind = kind;
	s.address = between(m, 0x08048000, 0xBFFFFFFF);
	s.flags = 1 + below(m, 4) * 2;
	s.prot = PRESENT | USER | (s.flags & MAY_WRITE && below(m, 2) ? RW : 0);
	s.no_memory = false;
	s.rival = NOBODY;
	s.when = 0;
}

static void play(struct machine *m, bool write, u32 kind)
{
	for (u32 i = 0; i < 12; i++) {
		draw_vma(m, write, kind);
		s.flags = i % 3 ? s.flags | MAY_WRITE : 1;
		s.prot = PRESENT | USER | (i % 3 == 1 ? RW : 0);
		check(m);
	}
}

/* ---- Cases */

static void loads(struct machine *m)
{
	play(m, false, EMPTY);
}

static void stores(struct machine *m)
{
	play(m, true, EMPTY);
}

static void store_after_load(struct machine *m)
{
	play(m, true, ZEROS);
}

static void there(struct machine *m)
{
	play(m, false, ZEROS);
	for (u32 kind = OWN; kind < KINDS; kind++) {
		play(m, false, kind);
		play(m, true, kind);
	}
}

static void no_memory(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		draw_vma(m, true, i % 2 ? ZEROS : EMPTY);
		s.no_memory = true;
		check(m);
		draw_vma(m, false, EMPTY); /* a load needs none */
		s.no_memory = true;
		check(m);
	}
}

static void quicker(struct machine *m)
{
	for (u32 kind = EMPTY; kind <= ZEROS; kind++)
		for (u32 when = 0; when < 6; when++)
			for (u32 rival = READS; rival < RIVALS; rival++) {
				draw_vma(m, true, kind);
				s.rival = rival;
				s.when = when;
				check(m);
			}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 4) != 0;
	row[1] = below(m, 4) ? below(m, 2) : below(m, KINDS);
	row[2] = below(m, RIVALS);
	row[3] = below(m, 6);
	row[4] = below(m, 8) == 0;
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "a %s, the entry: %s", row[0] % 2 ? "store" : "load", kinds[row[1] % KINDS]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count--; rows += 5) {
		draw_vma(m, rows[0] % 2, rows[1] % KINDS);
		s.rival = rows[2] % RIVALS;
		s.when = rows[3];
		s.no_memory = rows[4] % 2;
		check(m);
	}
}

static void any_touch(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 40, .rows = 4, .width = 5, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "a load", 3, loads, 0 },
	{ "a store", 4, stores, 0 },
	{ "a store after a load", 3, store_after_load, "a store" },
	{ "what is there", 2, there, 0 },
	{ "no memory", 2, no_memory, "a store" },
	{ "somebody was quicker", 4, quicker, "a store after a load" },
	{ "any touch", 2, any_touch, "a store after a load" },
	{ 0 }
};

const struct exercise exercise_demand_paging_first_page = { "demand-paging/first-page", cases, setup, 0 };
