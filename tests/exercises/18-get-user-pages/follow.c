/* SPDX-License-Identifier: MIT */
/*
 * Exercise get-user-pages/follow. The test is everybody else: whenever the lock is free, at each of the learner's calls, somebody may
 * unmap the page, fork, bring it, or write it to a disk. A reference that is nobody else's is the learner's; what he notes on a page
 * is looked at before and after each call, so that a note is known to have been made with the lock held, or without.
 */
#include "machine.h"

enum { PRESENT = 1, RW = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, NO_ACCESS = 0x80, ENOMEM = -12, EFAULT = -14 };
enum { WRITE = 1, FORCE = 2, NOFAULT = 4, NONE = 99, MOMENTS = 12, FRAMES = 2 + 16 };

enum { NO_TABLE, EMPTY, ZEROS, READ_ONLY, CLEAN, STORED_TO, KINDS }; /* what is in the entry before; frame 0 is the page of zeros, 1 the first */
enum { NOTHING, UNMAPS, FORKS, LOADS, WRITES, DEEDS };               /* what others do at a moment */

static const char *const kinds[KINDS] = { "there is no table", "nothing there", "the page of zeros", "a page, read-only", "a writable page, not stored to", "a writable page, dirty" };
static const char *const deeds[DEEDS] = { "", "somebody unmaps the page", "the program forks", "somebody loads from the page", "the page is written to a disk, and is clean" };

static struct {
	u32 mm, vma, pte, mem_map, zero; /* where they are */
	/* What is played */
	u32 rights, flags, kind, address, deed[MOMENTS], vain, no_frame, no_page; /* faults that bring nothing; the one that fails */
	bool file;
	/* What has come of it */
	u32 others[FRAMES], noted[FRAMES], entry, calls, looks, faults, brought, will_do, error;
	s32 owed[FRAMES];
	bool locked, table, asked, dirty; /* asked: a fault for a store was answered; dirty: entry or page said so when the lock was let go of */
	struct text story;
} s;

static u32 page_of(u32 frame)
{
	return s.mem_map + (s.zero + frame) * SIZEOF_PAGE;
}

static bool writes(void)
{
	return s.flags & WRITE;
}

static bool allowed(void)
{
	if (s.rights & (writes() ? MAY_WRITE : MAY_READ))
		return true;
	if (!(s.flags & FORCE) || (writes() && s.rights & FOR_ALL))
		return false;
	return s.rights & (writes() ? COULD_WRITE : COULD_READ);
}

/* The frame that will do, as things are. */
static u32 will_do(void)
{
	if (!s.table)
		return writes() || s.file ? NONE : 0;
	if (!s.entry || (writes() && !(s.entry & RW) && (!s.asked || s.rights & MAY_WRITE)))
		return NONE;
	return s.entry / 4096 - s.zero;
}

/* ---- What the learner has done to pages since the last look */

static void noted(struct machine *m, u32 i, u32 now, u32 will)
{
	u32 change = (now ^ s.noted[i]) & ~(u32)(i ? 0 : NOTED_USED);

	expect(m, !change || s.locked, "it notes something on a page with the lock free: the page may be somebody else's by now");
	expect(m, !change || i == will, "it notes something on a page that it cannot give");
	expect(m, !(change & ~(u32)(NOTED_DIRTY | NOTED_USED) || change & s.noted[i]), "it changes other flags of the page than dirty and referenced, or takes one away");
	expect(m, !(change & NOTED_DIRTY) || writes(), "it notes a page as dirty that is only read");
	expect(m, i || !(change & NOTED_DIRTY), "it notes the page of zeros as dirty");
	s.noted[i] = now;
}

static void counted(struct machine *m, u32 i, s32 owed, u32 will)
{
	expect(m, i, "it counts the page of zeros");
	expect(m, s.locked, "the lock is let go of, and then it takes the reference: the page may be somebody else's by now");
	expect(m, i == will, i == s.entry / 4096 - s.zero && writes() ? "it takes hold of a page to write, and the entry does not allow stores" :
	       "it counts a page that is not in the entry");
	expect(m, owed <= 1, "it takes more than one reference");
	expect(m, owed >= 0, "it lets go of a reference that is not its own");
	s.owed[i] = owed;
}

static void look(struct machine *m)
{
	u32 will = will_do();

	same_hex(m, "the entry is changed", get32(m, s.pte), s.entry);
	for (u32 i = 0; i < FRAMES; i++) {
		s32 owed = (s32)(get32(m, page_of(i) + PAGE_COUNT) - s.others[i]);

		if (owed != s.owed[i])
			counted(m, i, owed, will);
		noted(m, i, get32(m, page_of(i) + PAGE_FLAGS), will);
	}
}

/* ---- Everybody else */

static void add_others(struct machine *m, u32 i, u32 change)
{
	if (!i)
		return;
	s.others[i] += change;
	put32(m, page_of(i) + PAGE_COUNT, s.others[i] + (u32)s.owed[i]);
}

static void enter(struct machine *m, u32 frame, u32 bits)
{
	s.table = true;
	s.entry = (s.zero + frame) * 4096 | (s.rights & (MAY_READ | MAY_WRITE | MAY_EXEC) ? PRESENT | USER : NO_ACCESS) | bits;
	put32(m, s.pte, s.entry);
}

static u32 fresh(struct machine *m, u32 others)
{
	expect(m, s.brought < FRAMES - 2, "it asks for fault after fault");
	add_others(m, 2 + s.brought, others);
	return 2 + s.brought++;
}

/* What a fault does: for a load, what is there stays. */
static void bring(struct machine *m, bool store)
{
	bool there = s.entry, shared = s.rights & FOR_ALL, may = s.rights & MAY_WRITE;
	u32 frame = there ? s.entry / 4096 - s.zero : NONE;

	if (!store) {
		if (!there)
			enter(m, s.file ? fresh(m, 2) : 0, s.file && shared && may ? RW : 0);
		return;
	}
	if (!there || !frame || (!shared && s.others[frame] != 1)) { /* nobody stores to the page of zeros */
		if (there)
			add_others(m, frame, (u32)-1);
		frame = fresh(m, shared ? 2 : 1);
	}
	enter(m, frame, (may ? RW : 0) | DIRTY | ACCESSED);
}

static void act(struct machine *m, const char *call)
{
	u32 deed = s.calls < MOMENTS ? s.deed[s.calls++] : NOTHING, frame = s.entry / 4096 - s.zero;
	bool can = deed == LOADS ? !s.entry && !s.asked : s.entry != 0;

	if (deed == NOTHING || !can)
		return;
	add(&s.story, "\nwhile it calls %s: %s", call, deeds[deed]);
	input(m, "%s", s.story.s);
	if (deed == LOADS) {
		bring(m, false);
	} else if (deed == WRITES) {
		s.noted[frame] &= ~(u32)NOTED_DIRTY;
		put32(m, page_of(frame) + PAGE_FLAGS, s.noted[frame]);
		s.entry &= ~(u32)DIRTY;
	} else {
		add_others(m, frame, deed == FORKS ? 1 : (u32)-1);
		s.entry = deed == UNMAPS ? 0 : s.rights & FOR_ALL ? s.entry : s.entry & ~(u32)RW;
	}
	put32(m, s.pte, s.entry);
}

/* ---- Services */

static u32 pte_lock(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	expect(m, !s.locked, "it takes the lock, and has it already");
	look(m);
	expect(m, allowed(), "it is not allowed, and it looks all the same");
	same_hex(m, "it takes the lock of another memory", words[0], s.mm);
	same_hex(m, "it asks for the entry of another address", words[1] / 4096, s.address / 4096);
	act(m, "pte_lock");
	s.locked = true;
	return s.table ? s.pte : 0;
}

static u32 pte_unlock(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	expect(m, s.locked, "it lets go of the lock, and does not have it");
	same_hex(m, "it lets go of the lock of another memory", words[0], s.mm);
	look(m);
	s.will_do = will_do();
	s.dirty = s.entry & DIRTY || (s.will_do != NONE && s.noted[s.will_do] & NOTED_DIRTY);
	s.looks++;
	s.locked = false;
	act(m, "pte_unlock");
	return 0;
}

static u32 handle_mm_fault(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	look(m);
	expect(m, !s.locked, "it asks for a fault with the lock held: that may sleep");
	same_hex(m, "it asks for a fault in another memory", words[0], s.mm);
	same_hex(m, "it asks for a fault in another vma", words[1], s.vma);
	same_hex(m, "it asks for a fault at another address", words[2] / 4096, s.address / 4096);
	expect(m, allowed(), "it is not allowed, and it asks for a fault");
	expect(m, !(s.flags & NOFAULT), "FOLL_NOFAULT, and it asks for a fault");
	expect(m, !s.error, "there was an error, and it asks again");
	expect(m, s.looks, s.faults ? "it asks for another fault, and has not looked what the last one has brought" : "it asks for a fault, and has not looked whether it is there");
	expect(m, s.will_do == NONE, s.faults ? "the page is there now, and it asks for one more fault: that may go on for ever" : "it asks for a fault, and what is there will do");
	same(m, writes() ? "it asks for a fault for a load, and is to write" : "it asks for a fault for a store, and is to read", words[3] & 0xFF, writes());
	s.looks = 0;
	s.error = s.faults == s.no_frame ? (u32)ENOMEM : s.faults == s.no_page ? (u32)EFAULT : 0;
	if ((s.faults++ >= s.vain || !(s.rights & MAY_WRITE)) && !s.error) /* what is forced comes at once: see the exercise's limits */
		bring(m, writes());
	s.asked = s.asked || (writes() && !s.error);
	act(m, "handle_mm_fault");
	return s.error == (u32)ENOMEM ? OOM : s.error ? SIGBUS : MINOR;
}

static u32 printk(struct machine *m, const u32 *words, void *context)
{
	(void)context, (void)words;
	fail(m, s.locked ? "a BUG_ON: it takes hold of a page that nobody holds" : "the lock is let go of, and then it takes the reference: the page is free by then");
	return 0;
}

/* ---- One call, judged whole */

static void setup(struct machine *m)
{
	s.mm = buffer(m, SIZEOF_MM);
	s.vma = buffer(m, SIZEOF_VMA);
	s.pte = buffer(m, 4);
	s.zero = (symbol(m, "empty_zero_page") - 0xC0000000) / 4096;
	s.mem_map = buffer(m, (s.zero + FRAMES) * SIZEOF_PAGE);
	put32(m, symbol(m, "mem_map"), s.mem_map);
	service(m, "pte_lock", pte_lock, 0);
	service(m, "pte_unlock", pte_unlock, 0);
	service(m, "handle_mm_fault", handle_mm_fault, 0);
	service(m, "printk", printk, 0);
}

static void lay_entry(struct machine *m)
{
	if ((s.kind == ZEROS && (s.file || s.rights & FOR_ALL)) || (s.kind >= CLEAN && !(s.rights & MAY_WRITE)))
		s.kind = READ_ONLY;
	if (s.kind >= READ_ONLY)
		add_others(m, 1, between(m, 1, 3));
	if (s.kind >= ZEROS)
		enter(m, s.kind != ZEROS, s.kind == STORED_TO ? RW | DIRTY : s.kind == CLEAN ? RW : s.kind == ZEROS ? 0 : below(m, 2) * DIRTY);
	s.table = s.kind != NO_TABLE;
}

static void begin(struct machine *m)
{
	s.calls = s.looks = s.faults = s.brought = s.error = s.entry = s.story.length = 0;
	put32(m, s.pte, 0);
	s.will_do = NONE;
	s.locked = s.asked = false;
	for (u32 i = 0; i < FRAMES; i++) {
		s.others[i] = i == 0;
		s.owed[i] = 0;
		s.noted[i] = i ? (below(m, 2) ? HIGH : 0) | (below(m, 3) ? 0 : NOTED_DIRTY) | (below(m, 3) ? 0 : NOTED_USED) : RESERVED;
		put32(m, page_of(i) + PAGE_FLAGS, s.noted[i]);
		put32(m, page_of(i) + PAGE_COUNT, s.others[i]);
	}
	lay_entry(m);
	put32(m, s.vma + VMA_MM, s.mm);
	put32(m, s.vma + VMA_FLAGS, s.rights);
	put32(m, s.vma + VMA_FILE, s.file ? 0xC0345678 : 0);
	add(&s.story, "0x%08x, to be %s%s%s; the vma has%s%s%s%s%s%s%s%s; %s", s.address, writes() ? "written" : "read", s.flags & FORCE ? ", FOLL_FORCE" : "",
	    s.flags & NOFAULT ? ", FOLL_NOFAULT" : "", s.rights & MAY_READ ? " VM_READ" : "", s.rights & MAY_WRITE ? " VM_WRITE" : "", s.rights & COULD_READ ? " VM_MAYREAD" : "",
	    s.rights & COULD_WRITE ? " VM_MAYWRITE" : "", s.rights & MAY_EXEC ? " VM_EXEC" : "", s.rights & COULD_EXEC ? " VM_MAYEXEC" : "",
	    s.rights & FOR_ALL ? " VM_SHARED" : "", s.file ? " a file" : "", kinds[s.kind]);
	if (s.vain)
		add(&s.story, "; what the first %u faults bring is taken away at once", s.vain);
	input(m, "%s", s.story.s);
}

static void judge_page(struct machine *m, u32 got)
{
	u32 i = s.will_do;

	same_hex(m, "it gives another page than the entry's", got, page_of(i));
	expect(m, i == 0 || s.owed[i] == 1, "it gives a page, and has no reference to it: it may be somebody else's at any moment");
	expect(m, i == 0 || s.noted[i] & NOTED_USED, "nothing says that the page was used");
	expect(m, !writes() || s.dirty, "it is going to be written, and neither entry nor page says that it is dirty");
}

static void check(struct machine *m)
{
	u32 got = (begin(m), call(m, "hold_page", s.vma, s.address, s.flags));
	bool is_error = got > (u32)-4096;

	expect(m, !s.locked, "it returns, and the lock is still held");
	look(m);
	if (!allowed() || s.error) {
		expect(m, is_error, s.error ? "the fault was in vain, and it gives a page" : "it is not allowed, and it gives a page");
		same(m, s.error == (u32)ENOMEM ? "there was no frame, and the answer is not -ENOMEM" : s.error ? "the page cannot be had, and the answer is not -EFAULT" :
		     "it is not allowed, and the answer is not -EFAULT", got, s.error ? s.error : (u32)EFAULT);
	} else if (s.looks && s.will_do != NONE) {
		expect(m, !is_error, "what is there will do, and it gives an error");
		judge_page(m, got);
	} else {
		expect(m, is_error, !got ? "the answer is NULL, neither a page nor an error" : !s.looks ? "it gives a page, and has not looked" : s.entry ? "it gives a page to write, and the entry does not allow stores" : "it gives a page, and nothing is there that will do");
		expect(m, s.looks && s.flags & NOFAULT, s.looks ? "it gives up, and a fault may bring the page" : s.faults ? "it gives up, and has not looked what the fault has brought" :
		       "it is allowed, and it gives an error before it has looked");
		same(m, "nothing is there, and with FOLL_NOFAULT the answer is not -EFAULT", got, (u32)EFAULT);
	}
}

/* What a vma could be given, it need not have; it has nothing that it could not be given. */
static void draw(struct machine *m, u32 flags, bool all)
{
	u32 may = all ? 3 : below(m, 4), has = all ? 3 : below(m, 4) & may, exec = below(m, 3);

	s.flags = flags;
	s.rights = (exec ? COULD_EXEC : 0) | (exec == 2 ? MAY_EXEC : 0) | (may & 1 ? COULD_READ : 0) | (may & 2 ? COULD_WRITE : 0) | (has & 1 ? MAY_READ : 0) | (has & 2 ? MAY_WRITE : 0) | (below(m, 3) ? 0 : FOR_ALL);
	s.file = below(m, 2);
	s.kind = below(m, KINDS);
	s.address = between(m, 0x08048000, 0xBFFFFFFF);
	s.vain = 0;
	s.no_frame = s.no_page = NONE;
	for (u32 i = 0; i < MOMENTS; i++)
		s.deed[i] = NOTHING;
}

/* ---- Cases */

static void to_read(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		draw(m, 0, true);
		s.kind = i % KINDS;
		check(m);
	}
}

static void to_write(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		draw(m, WRITE, true);
		s.kind = i % KINDS;
		check(m);
	}
}

static void rights(struct machine *m)
{
	for (u32 i = 0; i < 200; i++) {
		draw(m, i % 4, false);
		check(m);
	}
}

static void nothing(struct machine *m)
{
	for (u32 i = 0; i < 120; i++) {
		draw(m, i % 4 | (i % 3 ? 0 : NOFAULT), true);
		s.kind = i / 8 % 2 ? EMPTY : s.flags & WRITE ? READ_ONLY : NO_TABLE;
		*(i / 4 % 2 ? &s.no_frame : &s.no_page) = 0;
		check(m);
	}
}

/* One deed, at any moment. */
static void others(struct machine *m)
{
	for (u32 deed = UNMAPS; deed < DEEDS; deed++)
		for (u32 when = 0; when < 6; when++)
			for (u32 i = 0; i < 16; i++) {
				draw(m, i < 12 ? i % 4 : WRITE | FORCE, true);
				s.rights &= i < 12 ? ~0U : ~(u32)(MAY_WRITE | FOR_ALL);
				s.kind = i < 8 ? STORED_TO - i / 4 : i < 12 ? EMPTY : READ_ONLY;
				s.vain = i == 11 ? between(m, 20, 50) : below(m, 2);
				s.deed[when] = deed;
				check(m);
			}
}

static void any_hold(struct machine *m)
{
	for (u32 i = 0; i < 300; i++) {
		draw(m, below(m, 8), false);
		for (u32 k = 0; k < MOMENTS; k++)
			s.deed[k] = below(m, 3) ? NOTHING : below(m, DEEDS);
		s.vain = below(m, 3);
		s.no_frame = below(m, 6) ? NONE : below(m, 3);
		s.no_page = below(m, 6) ? NONE : below(m, 3);
		check(m);
	}
}

static const struct test_case cases[] = {
	{ "to read", 3, to_read, 0 },
	{ "to write", 3, to_write, 0 },
	{ "rights", 4, rights, "to write" },
	{ "nothing there", 3, nothing, 0 },
	{ "others", 3, others, "to write" },
	{ "any hold", 2, any_hold, "others" },
	{ 0 }
};

const struct exercise exercise_get_user_pages_follow = { "get-user-pages/follow", cases, setup, 0 };
