/* SPDX-License-Identifier: MIT */
/*
 * Exercise copy-to-user/verify. The test is vmas, the look at an entry, and the fault: it knows whether the range is allowed, and
 * which page is next.
 */
#include "machine.h"

enum { PAGE = 4096, PAGES = 300, VMAS = 6, NEVER = PAGES, ENOMEM = -12, EFAULT = -14 };
static const u32 LIMIT = 0xC0000000;

static struct {
	u32 mm, vmas; /* where they are */
	/* What is played */
	u32 begin[VMAS], end[VMAS], rights[VMAS], count, address, n, fails_at, error;
	u32 wants[PAGES]; /* how many faults until the entry of the range's page allows stores */
	/* What has come of it */
	u32 next, failed; /* the page that is next; the error */
	bool allowed, refused_once; /* refused_once: the last look has found that stores fault */
} s;

static u32 address_of(u32 page)
{
	return (s.address & ~(u32)(PAGE - 1)) + page * PAGE;
}

/* The lowest vma that ends behind it; VMAS: none. */
static u32 vma_behind(u32 address)
{
	for (u32 i = 0; i < s.count; i++)
		if (address < s.end[i])
			return i;
	return VMAS;
}

static u32 page_count(void)
{
	return s.n ? (s.address % PAGE + s.n - 1) / PAGE + 1 : 0;
}

/* Up to the range's end every byte is in a vma that allows stores. */
static bool is_allowed(void)
{
	u64 at = s.address, end = at + s.n;

	if (!s.n || end > LIMIT)
		return !s.n;
	while (at < end) {
		u32 i = vma_behind((u32)at);

		if (i == VMAS || at < s.begin[i] || !(s.rights[i] & MAY_WRITE))
			return false;
		at = s.end[i];
	}
	return true;
}

/* ---- Services */

static u32 find_vma(struct machine *m, const u32 *words, void *context)
{
	u32 i = vma_behind(words[1]);

	(void)context;
	same_hex(m, "it asks for another memory's vma", words[0], s.mm);
	return i == VMAS ? 0 : s.vmas + i * SIZEOF_VMA;
}

/* A question about a page, or a fault: it is the next one's turn. */
static void turn(struct machine *m, const char *what, u32 mm, u32 address)
{
	same_hex(m, "it asks for another memory's page", mm, s.mm);
	if (!s.allowed)
		fail(m, "it asks for %s of 0x%08x, and the range is to be refused before any page is asked for", what, address);
	if (s.failed)
		fail(m, "the page of 0x%08x cannot be had, and it asks for %s of 0x%08x", address_of(s.next), what, address);
	if (s.next == page_count())
		fail(m, "it asks for %s of 0x%08x, and the range ends before 0x%08x", what, address, address_of(s.next));
	if (address / PAGE < address_of(s.next) / PAGE)
		fail(m, "it asks for %s of 0x%08x, and is past that", what, address);
	if (address / PAGE != address_of(s.next) / PAGE)
		fail(m, "it asks for %s of 0x%08x before it knows that a store to 0x%08x succeeds", what, address, address_of(s.next));
}

static u32 may_store(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	turn(m, "a look at the entry", words[0], words[1]);
	s.refused_once = s.wants[s.next];
	s.next += !s.refused_once;
	return !s.refused_once;
}

static u32 handle_mm_fault(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	turn(m, "a fault", words[0], words[2]);
	if (!s.refused_once)
		fail(m, "it asks for a fault at 0x%08x, and has not looked whether it is needed", words[2]);
	same_hex(m, "it asks for a fault in another vma than that of the address", words[1], s.vmas + vma_behind(words[2]) * SIZEOF_VMA);
	same(m, "it asks for a fault for a load: that leaves shared what is shared", words[3] & 0xFF, 1);
	s.refused_once = false;
	if (s.next == s.fails_at && s.wants[s.next] == 1) {
		s.failed = s.error;
		return s.error == (u32)ENOMEM ? OOM : SIGBUS;
	}
	s.wants[s.next]--;
	return MINOR;
}

/* ---- One call, judged whole */

static void setup(struct machine *m)
{
	s.mm = buffer(m, SIZEOF_MM);
	s.vmas = buffer(m, VMAS * SIZEOF_VMA);
	service(m, "find_vma", find_vma, 0);
	service(m, "may_store", may_store, 0);
	service(m, "handle_mm_fault", handle_mm_fault, 0);
}

static void lay(struct machine *m, struct text *story)
{
	add(story, "%u bytes from 0x%08x", s.n, s.address);
	put32(m, s.mm + MM_MMAP, s.count ? s.vmas : 0);
	for (u32 i = 0; i < s.count; i++) {
		u32 vma = s.vmas + i * SIZEOF_VMA;

		put32(m, vma + VMA_MM, s.mm);
		put32(m, vma + VMA_START, s.begin[i]);
		put32(m, vma + VMA_END, s.end[i]);
		put32(m, vma + VMA_FLAGS, s.rights[i]);
		put32(m, vma + VMA_NEXT, i + 1 < s.count ? vma + SIZEOF_VMA : 0);
		add(story, "\na vma from 0x%08x to 0x%08x:%s%s%s%s%s", s.begin[i], s.end[i], s.rights[i] & MAY_READ ? " VM_READ" : "", s.rights[i] & MAY_WRITE ? " VM_WRITE" : "",
		    s.rights[i] & COULD_WRITE ? " VM_MAYWRITE" : "", s.rights[i] & FOR_ALL ? " VM_SHARED" : "", s.rights[i] & GROWS ? " VM_GROWSDOWN" : "");
	}
}

static void check(struct machine *m)
{
	struct text story = { 0 };
	u32 got;

	lay(m, &story);
	s.next = s.failed = s.refused_once = 0;
	s.allowed = is_allowed();
	if (!s.allowed || s.fails_at >= page_count())
		s.fails_at = NEVER;
	if (s.fails_at != NEVER) {
		s.wants[s.fails_at] += !s.wants[s.fails_at];
		add(&story, "\nthe page of 0x%08x cannot be had: %s", address_of(s.fails_at), s.error == (u32)ENOMEM ? "VM_FAULT_OOM" : "VM_FAULT_SIGBUS");
	}
	input(m, "%s", story.s);
	forget_calls(m);
	snapshot(m);
	got = call(m, "verify_write", s.mm, s.address, s.n);
	only_changed(m, "it changes memory that is not its own", 0, 0);
	if (!s.allowed) {
		same(m, "the range may not be stored to, and the answer is not -EFAULT", got, (u32)EFAULT);
	} else if (s.failed) {
		same(m, "a page cannot be had, and the answer is not its error", got, s.failed);
	} else {
		if (s.next < page_count())
			fail(m, "it ends with %d before it knows that a store to 0x%08x succeeds", (s32)got, address_of(s.next));
		same(m, "every store will succeed, and the answer is not 0", got, 0);
	}
	at_most(m, "find_vma", 2 * s.count + 2);
}

/* So many vmas, the first at begin, one behind the other, each of least to most pages; a range that ends in the last. */
static void draw(struct machine *m, u32 count, u32 least, u32 most)
{
	u32 at = between(m, 0x08048, 0xB0000) * PAGE, last;

	s.count = count;
	for (u32 i = 0; i < count; i++) {
		s.begin[i] = at;
		s.end[i] = at += between(m, least, most) * PAGE;
		s.rights[i] = MAY_WRITE | COULD_WRITE | (below(m, 2) ? MAY_READ : 0) | (below(m, 3) ? 0 : FOR_ALL) | (below(m, 3) ? 0 : GROWS);
	}
	s.address = s.begin[0] + below(m, s.end[0] - s.begin[0]);
	last = s.begin[count - 1] + below(m, s.end[count - 1] - s.begin[count - 1]);
	if (last < s.address) {
		u32 first = last;

		last = s.address;
		s.address = first;
	}
	s.n = last - s.address + 1;
	for (u32 i = 0; i < PAGES; i++)
		s.wants[i] = below(m, 2) ? 0 : between(m, 1, 3);
	s.fails_at = NEVER;
	s.error = below(m, 2) ? (u32)ENOMEM : (u32)EFAULT;
}

/* The vma forbids stores, whatever else it allows. */
static void forbid(struct machine *m, u32 i)
{
	s.rights[i] = (s.rights[i] & ~(u32)MAY_WRITE) | MAY_READ;
	if (below(m, 2))
		s.rights[i] &= ~(u32)COULD_WRITE;
}

/* The vma ends so many pages earlier, or begins later. */
static void hole(struct machine *m, u32 i)
{
	if (i + 1 < s.count)
		s.end[i] -= PAGE;
	else
		s.begin[i] += PAGE;
	(void)m;
}

/* ---- Cases */

static void one_vma(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		draw(m, 1, 1, i < 36 ? 8 : PAGES);
		if (i % 4 == 1)
			s.n = 1;
		if (i % 4 == 2) /* to the end */
			s.n = s.end[0] - s.address;
		check(m);
	}
	for (u32 i = 0; i < 4; i++) { /* two bytes, two pages */
		draw(m, 1, 2, 8);
		s.address = s.begin[0] + PAGE - between(m, 1, 3);
		s.n = 4;
		check(m);
	}
}

static void several_vmas(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		draw(m, between(m, 2, VMAS), 1, i % 8 ? 4 : 40);
		check(m);
	}
}

static void refused(struct machine *m)
{
	for (u32 i = 0; i < 60; i++) {
		u32 count = between(m, 1, VMAS), which = i % 3 == 0 ? 0 : i % 3 == 1 ? count - 1 : below(m, count);

		draw(m, count, 2, 5);
		if (i % 4 == 0)
			hole(m, which);
		else if (i % 4 == 1)
			s.n = s.end[count - 1] - s.address + between(m, 1, PAGE * 2);
		else
			forbid(m, which);
		check(m);
	}
	for (u32 i = 0; i < 6; i++) { /* before the first vma; more than a gigabyte */
		draw(m, 1, 2, 5);
		s.address = s.begin[0] - between(m, 1, PAGE);
		s.n = between(m, PAGE + 1, 2 * PAGE);
		if (i % 2) {
			s.address = s.begin[0] = between(m, 0x08048, 0x70000) * PAGE;
			s.end[0] = s.begin[0] + 0x40000000;
			s.n = 0x40000001;
		}
		check(m);
	}
}

static void limits(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		u32 n = between(m, 1, 4 * PAGE);

		draw(m, 1, 5, 5);
		s.end[0] = LIMIT - (i % 8 == 7 ? PAGE : 0);
		s.begin[0] = LIMIT - 8 * PAGE;
		s.address = LIMIT - n;
		s.n = n;
		if (i % 4 == 1) /* behind it */
			s.n += between(m, 1, PAGE);
		if (i % 4 == 2) /* around the end of all addresses */
			s.n = 0 - s.address + below(m, 2 * PAGE);
		if (i % 4 == 3) {
			s.address = any(m);
			s.n = i % 8 == 3 ? 0 : s.n;
		}
		check(m);
	}
	for (u32 i = 0; i < 4; i++) { /* its end is below its beginning, in the same vma */
		draw(m, 1, 5, 5);
		s.address = s.begin[0] + between(m, PAGE, 4 * PAGE);
		s.n = 0 - between(m, 1, PAGE);
		check(m);
	}
}

static void no_page(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		draw(m, between(m, 1, 3), 1, 4);
		s.fails_at = i % 5;
		s.error = i / 5 % 2 ? (u32)ENOMEM : (u32)EFAULT;
		check(m);
	}
}

static void any_range(struct machine *m)
{
	for (u32 i = 0; i < 200; i++) {
		draw(m, between(m, 1, VMAS), 1, 5);
		if (below(m, 4) == 0)
			forbid(m, below(m, s.count));
		if (below(m, 6) == 0 && s.end[s.count / 2] - s.begin[s.count / 2] > PAGE)
			hole(m, s.count / 2);
		s.n = below(m, 12) ? s.n : below(m, 2) ? 0 : between(m, 1, 8 * PAGE);
		s.fails_at = below(m, 3) ? NEVER : below(m, 16);
		check(m);
	}
}

static const struct test_case cases[] = {
	{ "one vma", 3, one_vma, 0 }, { "several vmas", 2, several_vmas, "one vma" }, { "refused", 3, refused, "one vma" },
	{ "limits", 2, limits, "one vma" }, { "no page", 2, no_page, "one vma" }, { "any range", 3, any_range, "one vma" }, { 0 }
};

const struct exercise exercise_copy_to_user_verify = { "copy-to-user/verify", cases, setup, 0 };
