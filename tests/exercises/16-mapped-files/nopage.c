/* SPDX-License-Identifier: MIT */
/*
 * Exercise mapped-files/nopage. The test is everybody else: at each of the learner's calls, with the lock free, the file may become
 * shorter, with or without this page, and another task may fill the entry. A reference that is neither the entry's nor another's is the
 * learner's; the file's page is another one each time that it was cut off and came back.
 */
#include "machine.h"

enum { PRESENT = 1, RW = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, HIDDEN = 0x80, EFAULT = -14, ENOMEM = -12 };
enum { TRIES = 24, MOMENTS = 12 };
/* Frames: 0 is nobody's, for a file's page that is an error; the file's pages; copies; the rival's. */
enum { FILES = 1, COPIES = FILES + TRIES, RIVAL = COPIES + TRIES, FRAMES };

/* What others do at a moment. CUT: this page goes, and is there anew; ENDS: it goes for good; ELSEWHERE: only pages behind it go. */
enum { NOTHING, CUT, ENDS, ELSEWHERE, FILLS, DEEDS };
static const char *const deeds[DEEDS] = { "", "the file is cut and grows again: it has another page there", "the file is cut, and ends before this page", "the file is cut, behind this page",
					  "another task fills the entry" };

static struct {
	u32 mm, vma, pte, mapping, mem_map; /* where they are */
	/* What is played */
	u32 flags, prot, address, deed[MOMENTS], no_frame, no_page, step; /* from which request on there is nothing; what a cut adds to truncate_count */
	bool write, parts, always; /* is it a store? Is it one that parts from the file? Is the file cut whenever it is asked for a page? */
	/* What has come of it */
	u32 others[FRAMES], entry, file, calls, copies, files, cuts, cuts_before, asked;
	u32 seen[FRAMES]; /* how often the file had been cut when it was asked for this page, or for what a copy is of */
	bool locked, ends, failed_page, failed_frame, behind, stored, quicker, given[FRAMES], filled[FRAMES];
	struct text story;
} s;

static u32 page_of(u32 frame)
{
	return s.mem_map + frame * SIZEOF_PAGE;
}

static u32 count(struct machine *m, u32 frame)
{
	return get32(m, page_of(frame) + PAGE_COUNT);
}

static void set_count(struct machine *m, u32 frame, u32 to)
{
	put32(m, page_of(frame) + PAGE_COUNT, to);
}

static u32 frame_at(struct machine *m, u32 page)
{
	u32 frame = (page - s.mem_map) / SIZEOF_PAGE;

	if (frame >= FRAMES || page_of(frame) != page || !s.given[frame])
		fail(m, "it names a page that it was never given");
	return frame;
}

static bool is_mapped(u32 frame)
{
	return s.entry && s.entry / 4096 == frame;
}

static s32 owed(struct machine *m, u32 frame)
{
	return (s32)(count(m, frame) - s.others[frame] - is_mapped(frame));
}

static bool is_file(u32 frame)
{
	return frame >= FILES && frame < COPIES;
}

/* ---- What the learner stores */

static void judge_store(struct machine *m, u32 now)
{
	u32 frame = now / 4096;
	u32 wanted = s.prot | (s.write ? DIRTY | (s.flags & MAY_WRITE ? RW : 0) : 0);

	expect(m, !s.entry, "another task was quicker, and it stores over what is there by now");
	expect(m, now && frame < FRAMES && s.given[frame], "the entry names a frame that it was never given");
	expect(m, !s.parts || !is_file(frame), "a private store, and the entry leads to the file's own page: everybody will see it");
	expect(m, s.parts || is_file(frame), "the entry leads to a copy, and should lead to the file's page");
	expect(m, is_file(frame) || s.filled[frame], "the copy is in the entry before it is filled");
	expect(m, s.seen[frame] == s.cuts, "the file has become shorter since it has asked for this page, and it puts it in");
	expect(m, count(m, frame) > s.others[frame], "the entry names a page that is not held for it");
	expect(m, !((now ^ wanted) & DIRTY), s.write ? "the entry of a page that is stored to is not dirty" : "the entry is dirty, and nobody has stored");
	expect(m, !(now & ~wanted & RW), s.flags & MAY_WRITE ? "the entry allows stores, and there is no copy yet: they would go to the file" : "the entry allows stores, and the vma does not");
	expect(m, !(wanted & ~now & RW), s.write ? "the entry still forbids the store" : "the page is shared and may be stored to, and the entry forbids it: there would be one more fault");
	same_hex(m, "the entry has other rights than vm_page_prot", now & 0xFFF & ~(u32)ACCESSED, wanted);
	s.stored = true;
	s.entry = now;
}

static void look(struct machine *m, bool locked)
{
	u32 now = get32(m, s.pte);

	expect(m, locked || now == s.entry, "it changes the entry without the lock");
	if (now != s.entry)
		judge_store(m, now);
}

/* ---- What others do */

static void act(struct machine *m, const char *call)
{
	u32 deed = s.always && *call == 'f' ? CUT : s.calls < MOMENTS ? s.deed[s.calls++] : NOTHING;

	if (deed == NOTHING || s.stored || s.ends || (deed == FILLS && s.entry) || (s.cuts - s.cuts_before) / s.step >= TRIES - 2)
		return;
	add(&s.story, "\nwhile it calls %s: %s", call, deeds[deed]);
	input(m, "%s", s.story.s);
	if (deed == FILLS) {
		s.entry = RIVAL * 4096 | (below(m, 2) ? PRESENT | USER : HIDDEN);
		set_count(m, RIVAL, 1);
	} else {
		put32(m, s.mapping + MAPPING_CUTS, s.cuts += s.step);
	}
	if (deed == CUT || deed == ENDS) {
		s.others[s.file]--;
		set_count(m, s.file, count(m, s.file) - 1);
		s.entry = 0;
		set_count(m, RIVAL, 0);
	}
	if (deed == CUT) {
		s.others[++s.file] = 1;
		set_count(m, s.file, 1);
	}
	s.ends = s.ends || deed == ENDS;
	put32(m, s.pte, s.entry);
}

/* ---- Services */

static void not_locked(struct machine *m, const char *what)
{
	look(m, s.locked);
	if (s.locked)
		fail(m, "%s with the lock held: that may sleep", what);
}

static u32 filemap_nopage(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	not_locked(m, "it asks for the file's page");
	same_hex(m, "it asks for the page of another vma", words[0], s.vma);
	same_hex(m, "it asks for the page of another address", words[1] / 4096, s.address / 4096);
	expect(m, !s.failed_page && !s.failed_frame && !s.behind, "there was an error, and it asks again");
	if (s.files && s.asked == s.cuts)
		fail(m, "it begins anew, and truncate_count is what it was when it asked for the page: is it read anew at each try?");
	s.asked = s.cuts;
	act(m, "filemap_nopage");
	s.behind = s.ends;
	s.failed_page = !s.ends && s.files >= s.no_page;
	s.files++;
	if (s.behind || s.failed_page)
		return s.behind ? (u32)EFAULT : (u32)ENOMEM;
	s.seen[s.file] = s.asked;
	s.given[s.file] = true;
	set_count(m, s.file, count(m, s.file) + 1);
	return page_of(s.file);
}

static u32 alloc_pages(struct machine *m, const u32 *words, void *context)
{
	u32 frame = COPIES + s.copies;

	(void)context;
	not_locked(m, "it asks for a frame");
	same_hex(m, "it asks for a frame with other flags than GFP_HIGHUSER", words[0], HIGHUSER);
	same(m, "it asks for more than one frame: the order", words[1], 0);
	expect(m, s.parts, "it asks for a frame, and the file's page is what goes into the entry");
	expect(m, !s.failed_frame && !s.failed_page && !s.behind, "there was an error, and it asks for a frame");
	expect(m, s.copies <= (s.cuts - s.cuts_before) / s.step, "it asks for a frame again, and has no need of one");
	act(m, "alloc_page");
	s.failed_frame = s.copies >= s.no_frame;
	if (s.failed_frame)
		return 0;
	s.copies++;
	s.given[frame] = true;
	set_count(m, frame, 1);
	return page_of(frame);
}

static u32 copy_highpage(struct machine *m, const u32 *words, void *context)
{
	u32 to = frame_at(m, words[0]), from = frame_at(m, words[1]);

	(void)context;
	not_locked(m, "it copies a page");
	expect(m, is_file(from), "it copies another page than the file's");
	expect(m, !is_file(to) && owed(m, to) >= 1, "it copies to a frame that it does not have");
	expect(m, owed(m, from) >= 1, "it copies from a page that it does not hold: whoever has it may let go meanwhile");
	act(m, "copy_highpage");
	s.filled[to] = true;
	s.seen[to] = s.seen[from];
	return 0;
}

static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	u32 frame = frame_at(m, words[0]);

	(void)context;
	look(m, s.locked);
	if (owed(m, frame) < 1)
		fail(m, "it lets go of %s that is not its own: %s", is_file(frame) ? "a reference to the file's page" : "a frame",
		     is_mapped(frame) ? "the entry has it" : "it has let go of it before");
	set_count(m, frame, count(m, frame) - 1);
	if (!s.locked)
		act(m, "put_page");
	return 0;
}

static u32 pte_lock(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	expect(m, !s.locked, "it takes the lock, and has it already");
	look(m, false);
	same_hex(m, "it takes the lock of another memory", words[0], s.mm);
	same_hex(m, "it asks for the entry of another address", words[1] / 4096, s.address / 4096);
	act(m, "pte_lock");
	s.locked = true;
	return s.pte;
}

static u32 pte_unlock(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	expect(m, s.locked, "it lets go of the lock, and does not have it");
	same_hex(m, "it lets go of the lock of another memory", words[0], s.mm);
	look(m, true);
	s.quicker = s.quicker || is_mapped(RIVAL);
	s.locked = false;
	act(m, "pte_unlock");
	return 0;
}

static u32 printk(struct machine *m, const u32 *words, void *context)
{
	(void)context, (void)words;
	fail(m, "a BUG_ON: it takes hold of a page that nobody holds");
	return 0;
}

/* ---- One call, judged whole */

static void setup(struct machine *m)
{
	u32 file = buffer(m, SIZEOF_FILE), dentry = buffer(m, SIZEOF_DENTRY), inode = buffer(m, SIZEOF_INODE);

	s.mm = buffer(m, SIZEOF_MM);
	s.vma = buffer(m, SIZEOF_VMA);
	s.pte = buffer(m, 4);
	s.mem_map = buffer(m, FRAMES * SIZEOF_PAGE);
	s.mapping = inode + INODE_DATA;
	put32(m, symbol(m, "mem_map"), s.mem_map);
	put32(m, s.vma + VMA_MM, s.mm);
	put32(m, s.vma + VMA_FILE, file);
	put32(m, file + FILE_DENTRY, dentry);
	put32(m, dentry + DENTRY_INODE, inode);
	service(m, "filemap_nopage", filemap_nopage, 0);
	service(m, "alloc_pages", alloc_pages, 0);
	service(m, "copy_highpage", copy_highpage, 0);
	service(m, "put_page", put_page, 0);
	service(m, "pte_lock", pte_lock, 0);
	service(m, "pte_unlock", pte_unlock, 0);
	service(m, "printk", printk, 0);
}

static void begin(struct machine *m)
{
	s.entry = s.calls = s.copies = s.files = s.asked = 0;
	s.locked = s.ends = s.failed_page = s.failed_frame = s.behind = s.stored = s.quicker = false;
	s.cuts = s.cuts_before = below(m, 2) ? any(m) : 0xFFFFFFFF - below(m, 3);
	s.step = below(m, 4) ? 1 : 0x10000;
	s.file = FILES;
	for (u32 i = 0; i < FRAMES; i++) {
		s.others[i] = i == FILES ? between(m, 1, 3) : 0;
		s.seen[i] = s.given[i] = s.filled[i] = 0;
		put32(m, page_of(i) + PAGE_FLAGS, i && below(m, 2) ? HIGH : 0);
		set_count(m, i, s.others[i]);
	}
	put32(m, s.pte, 0);
	put32(m, s.mapping + MAPPING_CUTS, s.cuts);
	put32(m, s.vma + VMA_START, s.address & ~0xFFFU);
	put32(m, s.vma + VMA_END, (s.address & ~0xFFFU) + 4096);
	put32(m, s.vma + VMA_FLAGS, s.flags);
	put32(m, s.vma + VMA_PROT, s.prot);
	s.story.length = 0;
	add(&s.story, "a %s at 0x%08x; the vma: %s%s; vm_page_prot 0x%03x", s.write ? "store" : "load", s.address, s.flags & IS_SHARED ? "VM_SHARED" : "private",
	    s.flags & MAY_WRITE ? ", VM_WRITE" : s.flags & MIGHT_WRITE ? ", VM_MAYWRITE alone" : "", s.prot);
	input(m, "%s", s.story.s);
}

static void check(struct machine *m)
{
	u32 got, wanted;

	begin(m);
	got = call(m, "file_page", s.vma, s.address, s.write);
	expect(m, !s.locked, "it returns, and the lock is still held");
	look(m, false);
	wanted = s.behind ? SIGBUS : s.failed_page || s.failed_frame ? OOM : MINOR;
	expect(m, wanted != MINOR || s.stored || s.quicker, "the entry is empty, and it returns: the access would fault again");
	for (u32 i = 0; i < FRAMES; i++)
		if (owed(m, i))
			fail(m, is_file(i) ? "a reference to the file's page is left, and nobody will ever let go of it" : "a frame is lost: it is in no entry, and has not gone back");
	same(m, s.behind ? "behind the end of the file, and the answer is not VM_FAULT_SIGBUS" : wanted == OOM ? "there was no memory, and the answer is not VM_FAULT_OOM" :
	     "the answer is not VM_FAULT_MINOR", got, wanted);
}

/* A private page never has the right to write in vm_page_prot. */
static void draw(struct machine *m, bool shared, bool may_write, bool write)
{
	s.flags = MAY_READ | shared * IS_SHARED | may_write * MAY_WRITE | (may_write || write || below(m, 2)) * MIGHT_WRITE;
	s.prot = PRESENT | USER | (shared && may_write ? RW : 0);
	s.write = write;
	s.parts = write && !shared;
	s.address = between(m, 0x08048000, 0xBFFFFFFF);
	s.no_frame = s.no_page = 99;
	s.always = false;
	for (u32 i = 0; i < MOMENTS; i++)
		s.deed[i] = NOTHING;
}

/* ---- Cases */

static void touch(struct machine *m, bool shared)
{
	for (u32 i = 0; i < 12; i++) {
		draw(m, shared, i % 3, i % 2);
		check(m);
	}
}

static void shared(struct machine *m)
{
	touch(m, true);
}

static void private(struct machine *m)
{
	touch(m, false);
}

static void nothing(struct machine *m)
{
	for (u32 i = 0; i < 24; i++) {
		draw(m, i % 2, true, i / 2 % 2);
		if (i / 4 % 3 == 2)
			s.deed[0] = ENDS;
		else
			*(i / 4 % 3 || !s.parts ? &s.no_page : &s.no_frame) = 0;
		check(m);
	}
}

static void quicker(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		draw(m, i % 2, below(m, 3), i / 2 % 2);
		s.deed[i / 4 % 5] = FILLS;
		check(m);
	}
}

/* One cut, at any moment, and of any kind; and many, one whenever it asks for the page. */
static void shorter(struct machine *m)
{
	for (u32 i = 0; i < 72; i++) {
		draw(m, i % 2, below(m, 3), i / 2 % 2);
		s.deed[i / 4 % 6] = CUT + i / 24;
		s.always = i / 4 == 5;
		check(m);
	}
}

static void any_touch(struct machine *m)
{
	for (u32 i = 0; i < 200; i++) {
		draw(m, below(m, 2), below(m, 3), below(m, 2));
		for (u32 k = 0; k < MOMENTS; k++)
			s.deed[k] = below(m, 3) ? NOTHING : below(m, 6) ? 1 + below(m, 4) % (DEEDS - 1) : ENDS;
		s.no_frame = below(m, 6) ? 99 : below(m, 3);
		s.no_page = below(m, 6) ? 99 : below(m, 3);
		check(m);
	}
}

static const struct test_case cases[] = {
	{ "shared", 3, shared, 0 },
	{ "private", 3, private, 0 },
	{ "nothing there", 3, nothing, "private" },
	{ "another task was quicker", 3, quicker, "private" },
	{ "a shorter file", 4, shorter, "private" },
	{ "any touch", 2, any_touch, "a shorter file" },
	{ 0 }
};

const struct exercise exercise_mapped_files_nopage = { "mapped-files/nopage", cases, setup, 0 };
