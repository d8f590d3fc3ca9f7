/* SPDX-License-Identifier: MIT */
/*
 * Exercise fork-and-cow/two-faults. The test is everybody else: whenever the lock is free, at each of the learner's calls and when it
 * lets go of the lock (a reschedule is always wanted, so that this is a call as well), rivals may act. A reference that is neither the
 * entry's nor *spare's nor a rival's is the learner's: `owed`. It may let go of no other, and in the end it has none.
 */
#include "machine.h"

enum { PRESENT = 1, RW = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, FRAMES = 24 };

/* What rivals do, all at one moment, in this order. */
enum { READS = 1, LEAVE = 2, STORES = 4, UNMAPS = 8, TAKES = 16, GIVES = 32, DEEDS = 6, MASKS = 64 };
static const char *const deeds[DEEDS] = { "a load sets the entry's bit", "the other holders let go of the page", "another task stores to the page", "another task unmaps the page",
					  "another task takes the frame in *spare", "another task leaves a frame in *spare" };

enum { OLD, NEW, SPARE, GIVEN, RIVALS, PAGES };
static const char *const names[PAGES] = { "the old page", "the frame that it was given", "the frame that was in *spare", "the frame that another task has left in *spare",
					  "another task's copy" };

static struct {
	u32 mm, vma, pte, spare, mem_map, zero; /* where they are; the number of the page of zeros */
	/* What is played */
	u32 turns, mask, when, others, flags, prot, address;
	bool zeros, has_spare, no_memory;
	/* What has come of it */
	u32 frames[PAGES], rivals[PAGES]; /* numbers; references of others */
	u32 seen, entry, kept; /* the entry, as it was and is; what *spare is */
	u32 at_release;        /* what *spare was when the lock was let go of */
	u32 calls, into;       /* which page has the copy; PAGES: none */
	bool given, stored, flushed, failed;
	struct text story;
} s;

static u32 page_of(u32 frame)
{
	return s.mem_map + frame * SIZEOF_PAGE;
}

static u32 address_of(u32 which)
{
	return page_of(s.frames[which]);
}

static u32 count_of(struct machine *m, u32 which)
{
	return get32(m, address_of(which) + PAGE_COUNT);
}

/* Which of them is it? PAGES: none. */
static u32 which_is(u32 address)
{
	u32 i = 0;

	while (i < PAGES && address_of(i) != address)
		i++;
	return i;
}

static bool is_mapped(u32 which)
{
	return (s.entry & PRESENT) && s.entry / 4096 == s.frames[which];
}

static s32 owed(struct machine *m, u32 which)
{
	return (s32)(count_of(m, which) - s.rivals[which] - is_mapped(which) - (s.kept == address_of(which)));
}

static void let_go(struct machine *m, u32 which)
{
	put32(m, address_of(which) + PAGE_COUNT, count_of(m, which) - 1);
}

static void lay_page(struct machine *m, u32 frame, u32 flags, u32 count)
{
	put32(m, page_of(frame) + PAGE_FLAGS, flags);
	put32(m, page_of(frame) + PAGE_COUNT, count);
}

/* ---- What the learner changes */

static void judge_store(struct machine *m, u32 now)
{
	const u32 mine = s.prot | DIRTY | (s.flags & MAY_WRITE ? RW : 0);

	expect(m, !((s.entry ^ s.seen) & ~(u32)ACCESSED), "somebody was quicker, and it stores over what is there by now");
	expect(m, s.into != PAGES, "it changes the entry before there is a copy");
	expect(m, now / 4096 == s.frames[s.into], "the entry holds another frame than the one with the copy");
	expect(m, now & DIRTY, "the entry of a page that is stored to is not dirty");
	expect(m, !((now ^ mine) & RW), mine & RW ? "the entry still forbids the store, though the vma allows it" : "the entry allows stores, and the vma does not");
	same_hex(m, "the entry has other rights than vm_page_prot", now & 0xFFF & ~(u32)ACCESSED, mine);
	s.stored = true;
	s.flushed = false;
	s.entry = now;
}

/* released: the lock has been let go of this moment. Is it held? */
static bool look(struct machine *m, bool released)
{
	bool locked = get32(m, s.mm + MM_LOCK) != 0;
	u32 now = get32(m, s.pte), kept = get32(m, s.spare);

	expect(m, locked || released || now == s.entry, "it changes the entry without the lock");
	expect(m, locked || released || kept == s.kept, "it changes *spare without the lock");
	expect(m, !kept || which_is(kept) != PAGES, "*spare is no frame that could be copied to");
	expect(m, kept != address_of(OLD), "it keeps the old page in *spare");
	if (now != s.entry)
		judge_store(m, now);
	s.kept = kept;
	for (u32 i = 0; i < PAGES; i++)
		if (owed(m, i) < 0)
			fail(m, "%s: it is in more places than there are references", names[i]);
	expect(m, !released || s.zeros || s.calls != 0 || owed(m, OLD) >= 1, "it lets go of the lock and does not hold the page that it will copy: everybody else may let go of it");
	expect(m, !released || !s.stored || s.flushed, "it lets go of the lock before it has flushed: the processor may remember the old page");
	return locked;
}

/* ---- What others do */

static void another_stores(struct machine *m)
{
	if (!s.zeros && count_of(m, OLD) == 1) {
		s.entry |= RW | DIRTY; /* it is the last, as far as it can see */
	} else {
		if (!s.zeros)
			let_go(m, OLD);
		s.entry = s.frames[RIVALS] * 4096 | PRESENT | RW | USER | DIRTY;
		lay_page(m, s.frames[RIVALS], 0, 1);
	}
}

static void do_deeds(struct machine *m)
{
	if (s.mask & READS && s.entry & PRESENT)
		s.entry |= ACCESSED;
	for (; s.mask & LEAVE && s.rivals[OLD]; s.rivals[OLD]--)
		let_go(m, OLD);
	if (s.mask & STORES && !(s.entry & RW))
		another_stores(m);
	for (u32 i = 0; s.mask & UNMAPS && i < PAGES; i++)
		if (is_mapped(i))
			let_go(m, i);
	s.entry = s.mask & UNMAPS ? 0 : s.entry;
	if (s.mask & TAKES && s.kept) {
		s.rivals[which_is(s.kept)]++;
		s.kept = 0;
	}
	if (s.mask & GIVES && !s.kept && !count_of(m, GIVEN)) {
		s.kept = address_of(GIVEN);
		lay_page(m, s.frames[GIVEN], 0, 1);
	}
}

static void act(struct machine *m, const char *call)
{
	if (s.calls++ != s.when || s.stored || !s.mask)
		return;
	do_deeds(m);
	add(&s.story, "\nwhile it calls %s:", call);
	for (u32 i = 0; i < DEEDS; i++)
		if (s.mask & 1U << i)
			add(&s.story, " %s;", deeds[i]);
	input(m, "%s", s.story.s);
	put32(m, s.pte, s.entry);
	put32(m, s.spare, s.kept);
}

/* ---- Services */

static u32 alloc_pages(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	expect(m, !look(m, false), "it asks for a frame with the lock held: that may sleep");
	same_hex(m, "it asks for a frame with other flags than GFP_HIGHUSER", words[0], HIGHUSER);
	same(m, "it asks for more than one frame: the order", words[1], 0);
	expect(m, !s.given, "it asks for a second frame");
	act(m, "alloc_page");
	s.failed = s.no_memory;
	if (s.no_memory)
		return 0;
	s.given = true;
	lay_page(m, s.frames[NEW], 0, 1);
	return address_of(NEW);
}

static void copies(struct machine *m, u32 to)
{
	u32 which = which_is(to);

	expect(m, !look(m, false), "it fills a frame with the lock held: nobody else can do anything for so long");
	expect(m, which >= PAGES || s.kept != to, "it fills a frame that is in *spare: anybody may take it");
	expect(m, which != PAGES && which != OLD && owed(m, which) >= 1, "it fills a frame that it does not have");
	s.into = which;
}

static u32 copy_highpage(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	expect(m, words[1] != page_of(s.zero), "it copies the page of zeros, of which it knows what is in it");
	expect(m, words[1] == address_of(OLD) && !s.zeros, "it copies another page than the one in the entry that forbids the store");
	copies(m, words[0]);
	act(m, "copy_highpage");
	expect(m, count_of(m, OLD), "it copies from a frame that is free: everybody has let go of it, and it did not hold it");
	return 0;
}

static u32 clear_highpage(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	expect(m, s.zeros, "it clears a frame, and the old page is not the page of zeros");
	copies(m, words[0]);
	act(m, "clear_highpage");
	return 0;
}

static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	bool locked = look(m, false);
	u32 which = which_is(words[0]);

	(void)context;
	if (!locked)
		act(m, "put_page");
	if (words[0] == page_of(s.zero))
		return 0;
	expect(m, which != PAGES, "it lets go of a page that it has never seen");
	expect(m, which != OLD || !s.stored || s.flushed, "it lets go of the old page before it has flushed: the processor may remember it");
	if (owed(m, which) < 1)
		fail(m, "it lets go of %s, and %s", names[which], is_mapped(which) ? "the reference is the entry's" : "has no reference to it");
	expect(m, which == OLD || (locked ? s.kept : s.at_release), "nothing is in *spare, and a frame goes back: the next copy could have it");
	let_go(m, which);
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
	if (look(m, true))
		return 0;
	s.at_release = s.kept;
	act(m, "spin_unlock");
	return 0;
}

static u32 printk(struct machine *m, const u32 *words, void *context)
{
	(void)context, (void)words;
	fail(m, "a BUG_ON: it takes the lock and has it, lets go of it and does not have it, or asks for a page that nobody holds");
	return 0;
}

/* ---- One call, judged whole */

static void setup(struct machine *m)
{
	s.mm = buffer(m, SIZEOF_MM);
	s.vma = buffer(m, SIZEOF_VMA);
	s.pte = buffer(m, 4);
	s.spare = buffer(m, 4);
	s.zero = (symbol(m, "empty_zero_page") - 0xC0000000) / 4096;
	s.mem_map = buffer(m, (s.zero + FRAMES) * SIZEOF_PAGE);
	put32(m, symbol(m, "mem_map"), s.mem_map);
	s.turns = 0;
	service(m, "alloc_pages", alloc_pages, 0);
	service(m, "copy_highpage", copy_highpage, 0);
	service(m, "clear_highpage", clear_highpage, 0);
	service(m, "put_page", put_page, 0);
	service(m, "invlpg", invlpg, 0);
	service(m, "preempt_check", preempt_check, 0);
	service(m, "printk", printk, 0);
}

static void begin(struct machine *m)
{
	u32 first = s.zero + 1 + below(m, FRAMES - 1 - PAGES);

	s.story.length = 0;
	for (u32 i = 0; i < PAGES; i++) {
		s.frames[i] = first + i;
		s.rivals[i] = 0;
		lay_page(m, s.frames[i], 0, 0);
	}
	shuffle(m, s.frames, PAGES);
	lay_page(m, s.zero, RESERVED, 1);
	s.rivals[OLD] = s.zeros ? 0 : s.others;
	lay_page(m, s.frames[OLD], 0, s.zeros ? 0 : s.others + 1);
	s.seen = s.entry = (s.zeros ? s.zero : s.frames[OLD]) * 4096 | PRESENT | USER | (s.zeros || below(m, 2) ? 0 : DIRTY);
	s.kept = s.has_spare ? address_of(SPARE) : 0;
	lay_page(m, s.frames[SPARE], 0, s.has_spare);
	fill(m, s.mm, 0xA5, SIZEOF_MM);
	put32(m, s.mm + MM_LOCK, 1);
	fill(m, s.vma, 0xA5, SIZEOF_VMA);
	put32(m, s.vma + VMA_FLAGS, s.flags);
	put32(m, s.vma + VMA_PROT, s.prot);
	put32(m, thread(m) + THREAD_COUNT, 1);
	put32(m, thread(m) + THREAD_FLAGS, RESCHED);
	put32(m, s.pte, s.entry);
	put32(m, s.spare, s.kept);
	s.calls = s.at_release = 0;
	s.into = PAGES;
	s.given = s.stored = s.flushed = s.failed = false;
	add(&s.story, "a store at 0x%08x; the entry: %s, which %u others hold; vm_page_prot 0x%03x%s; *spare: %s%s", s.address,
	    s.zeros ? "the page of zeros" : "a page", s.others, s.prot, s.flags & MAY_WRITE ? ", VM_WRITE" : "", s.has_spare ? "a frame" : "NULL",
	    s.no_memory ? "; there is no memory" : "");
	input(m, "%s", s.story.s);
	forget_calls(m);
}

static void check(struct machine *m)
{
	u32 got;

	begin(m);
	got = call(m, "replace_page", s.mm, s.vma, s.address, s.pte, s.spare);
	expect(m, !look(m, false), "it returns, and the lock is still held");
	expect(m, s.stored || s.failed || s.entry != s.seen, "the entry is not changed: the store will fault again, for ever");
	for (u32 i = 0; i < PAGES; i++)
		if (owed(m, i) != 0)
			fail(m, "a reference is left to %s: the frame is lost when all others have let go", names[i]);
	same(m, "the page of zeros is not counted: its count", get32(m, page_of(s.zero) + PAGE_COUNT), 1);
	same(m, s.failed ? "there was no frame, and the answer is not VM_FAULT_OOM" : "the answer is not VM_FAULT_MINOR", got, s.failed ? OOM : MINOR);
	at_most(m, "alloc_pages", !s.has_spare);
}

/* The rights of the vma and of its entries take turns: it may forbid stores, for who watches over another's memory stores all the same. */
static void one(struct machine *m, bool zeros, bool has_spare, bool no_memory, u32 mask, u32 when)
{
	u32 turn = s.turns++ % 3;

	s.zeros = zeros;
	s.has_spare = has_spare;
	s.no_memory = no_memory;
	s.mask = mask;
	s.when = when;
	s.others = between(m, 1, 3);
	s.address = between(m, 0x08048000, 0xBFFFFFFF);
	s.flags = 1 | (turn ? MAY_WRITE : 0);
	s.prot = PRESENT | USER | (turn == 1 ? RW : 0);
	check(m);
}

/* ---- Cases */

static void a_copy(struct machine *m)
{
	for (u32 i = 0; i < 12; i++)
		one(m, false, false, false, 0, 0);
}

static void of_zeros(struct machine *m)
{
	for (u32 i = 0; i < 12; i++)
		one(m, true, false, false, 0, 0);
}

static void in_reserve(struct machine *m)
{
	for (u32 i = 0; i < 12; i++)
		one(m, i & 1, true, false, 0, 0);
}

static void no_memory(struct machine *m)
{
	for (u32 i = 0; i < 12; i++)
		one(m, i & 1, i & 2, true, 0, 0);
}

static void quicker(struct machine *m)
{
	for (u32 mask = 1; mask < MASKS; mask++)
		for (u32 when = 0; when < 5; when++)
			one(m, false, false, false, mask, when);
}

static void any_fault(struct machine *m)
{
	for (u32 i = 0; i < 200; i++)
		one(m, below(m, 3) == 0, below(m, 2), below(m, 8) == 0, below(m, MASKS), below(m, 5));
}

static const struct test_case cases[] = {
	{ "a copy", 4, a_copy, 0 },
	{ "the page of zeros", 2, of_zeros, 0 },
	{ "a frame in reserve", 3, in_reserve, "a copy" },
	{ "no memory", 2, no_memory, "a copy" },
	{ "somebody was quicker", 5, quicker, "a copy" },
	{ "any fault", 4, any_fault, "a copy" },
	{ 0 }
};

const struct exercise exercise_fork_and_cow_two_faults = { "fork-and-cow/two-faults", cases, setup, 0 };
