/* SPDX-License-Identifier: MIT */
/*
 * Exercise get-user-pages/batch. The test is vmas and pages: it knows which page is the next, who holds which, and where it fails.
 */
#include "machine.h"

enum { ENOMEM = -12, EFAULT = -14, PAGES = 24, FRAMES = 12, VMAS = 6, NEVER = 99 }; /* frame 0 is the page of zeros */

static struct {
	u32 mm, vmas, frames, array; /* where they are */
	/* What is played */
	u32 begin[VMAS], end[VMAS], count, start, len, flags, frame[PAGES], fails_at, error;
	bool all, brings; /* brings: there is no array */
	/* What has come of it */
	u32 got, holds[FRAMES];
	bool failed, owned[VMAS]; /* it has asked for the vma */
} s;

static u32 address_of(u32 i)
{
	return (s.start & ~0xFFFU) + i * 4096;
}

static u32 page_of(u32 frame)
{
	return s.frames + frame * SIZEOF_PAGE;
}

/* The lowest vma that ends behind it; VMAS: none. */
static u32 vma_behind(u32 address)
{
	for (u32 i = 0; i < s.count; i++)
		if (address < s.end[i])
			return i;
	return VMAS;
}

/* The vma of it; VMAS: nothing is there. */
static u32 vma_of(u32 address)
{
	u32 i = vma_behind(address);

	return i < VMAS && address >= s.begin[i] ? i : VMAS;
}

/* ---- Services */

static void next_page(struct machine *m, const char *what, u32 address)
{
	if (s.failed)
		fail(m, "a page could not be had, and it goes on and asks for %s", what);
	if (s.got >= s.len)
		fail(m, "it asks for %s of 0x%08x, and the range has %u pages", what, address, s.len);
	if (address / 4096 != address_of(s.got) / 4096)
		fail(m, "it asks for %s of 0x%08x, and page %u is next, at 0x%08x", what, address, s.got, address_of(s.got));
}

static u32 find_vma(struct machine *m, const u32 *words, void *context)
{
	u32 i = vma_behind(words[1]);

	(void)context;
	same_hex(m, "it asks for another memory's vma", words[0], s.mm);
	next_page(m, "the vma", words[1]);
	if (i == VMAS)
		return 0;
	expect(m, !s.owned[i], "it asks for a vma that it knows already");
	s.owned[i] = true;
	return s.vmas + i * SIZEOF_VMA;
}

static u32 hold_page(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	next_page(m, "the page", words[1]);
	expect(m, vma_of(words[1]) != VMAS, "nothing is there, and it asks for a page");
	same_hex(m, "it asks for a page in another vma than that of its address", words[0], s.vmas + vma_of(words[1]) * SIZEOF_VMA);
	same_hex(m, "it asks for a page with other flags", words[2], s.flags);
	s.failed = s.got == s.fails_at;
	if (s.failed)
		return s.error;
	s.holds[s.frame[s.got]]++;
	return page_of(s.frame[s.got++]);
}

static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	u32 frame = (words[0] - s.frames) / SIZEOF_PAGE;

	(void)context;
	if (frame >= FRAMES || page_of(frame) != words[0])
		fail(m, "it lets go of 0x%08x, and that is no page that it has got", words[0]);
	expect(m, s.holds[frame], "it lets go of a page that it does not hold, or of one twice");
	if (!s.brings && s.got < s.len && vma_of(address_of(s.got)) == VMAS)
		s.failed = true;
	expect(m, s.brings || s.failed, "nothing has failed, and it lets go of a page");
	expect(m, s.brings || s.all, "it lets go of a page that the caller is to have: not all were wanted");
	s.holds[frame]--;
	return 0;
}

/* ---- One call, judged whole */

static void setup(struct machine *m)
{
	s.mm = buffer(m, SIZEOF_MM);
	s.vmas = buffer(m, VMAS * SIZEOF_VMA);
	s.frames = buffer(m, FRAMES * SIZEOF_PAGE);
	s.array = buffer_at_end(m, PAGES * 4);
	service(m, "find_vma", find_vma, 0);
	service(m, "hold_page", hold_page, 0);
	service(m, "put_page", put_page, 0);
}

static void lay(struct machine *m, struct text *story)
{
	add(story, "%u pages from 0x%08x%s%s", s.len, s.start, s.all ? ", all or none" : "", s.brings ? ", only brought" : "");
	for (u32 i = 0; i < s.count; i++) {
		u32 vma = s.vmas + i * SIZEOF_VMA;

		put32(m, vma + VMA_START, s.begin[i]);
		put32(m, vma + VMA_END, s.end[i]);
		put32(m, vma + VMA_NEXT, i + 1 < s.count ? vma + SIZEOF_VMA : 0);
		add(story, "\na vma from 0x%08x to 0x%08x", s.begin[i], s.end[i]);
		s.owned[i] = false;
	}
	if (s.fails_at < s.len)
		add(story, "\npage %u cannot be had: %d", s.fails_at, (s32)s.error);
	for (u32 i = 0; i < FRAMES; i++) {
		put32(m, page_of(i) + PAGE_FLAGS, i ? 0 : RESERVED);
		put32(m, page_of(i) + PAGE_COUNT, 2);
		s.holds[i] = 0;
	}
}

/* kept: how many pages are the caller's, as the contract has it. */
static void judge_pages(struct machine *m, u32 array, u32 kept)
{
	u32 held[FRAMES] = { 0 };

	for (u32 i = 0; i < kept; i++) {
		held[s.frame[i]]++;
		if (get32(m, array + i * 4) != page_of(s.frame[i]))
			fail(m, "the page in place %u of the array is not the range's page %u", i, i);
	}
	for (u32 i = 1; i < FRAMES; i++)
		if (s.holds[i] != held[i])
			fail(m, s.brings ? "a page is held, and nobody will let go of it: there is no array" : "a page is held, and the answer says that none is: nobody will let go of it");
}

static void check(struct machine *m)
{
	u32 array = s.array + (PAGES - s.len) * 4, ends = 0, got, error = s.error;
	struct text story = { 0 };

	lay(m, &story);
	input(m, "%s", story.s);
	s.got = s.failed = 0;
	fill(m, s.array, 0xA5, PAGES * 4);
	while (ends < s.len && ends != s.fails_at && vma_of(address_of(ends)) != VMAS)
		ends++;
	if (ends < s.len && vma_of(address_of(ends)) == VMAS)
		error = (u32)EFAULT;
	got = call(m, "hold_range", s.mm, s.start, s.len, s.flags, s.all, s.brings ? 0 : array);
	if (s.got < ends)
		fail(m, "it ends before page %u, which can be had", s.got);
	if (ends == s.len)
		same(m, "all pages are there, and the answer is not their number", got, s.len);
	else if (s.all)
		same(m, "not all are there, all were wanted, and the answer is not the error", got, error);
	else
		same(m, ends ? "some pages are there, and the answer is not their number" : "not one page is there, and the answer is not the error", got, ends ? ends : error);
	judge_pages(m, array, s.brings || (s.all && ends < s.len) ? 0 : ends);
}

/* ---- Cases */

/* So many vmas, one behind the other, with room between them or without. The range begins in the first, and ends before the last does. */
static void draw(struct machine *m, u32 count, bool holes)
{
	u32 at = between(m, 0x08048, 0xB0000) * 4096, most;

	s.count = count;
	for (u32 i = 0; i < count; i++) {
		s.begin[i] = at;
		s.end[i] = at += between(m, 1, 3) * 4096;
		if (holes)
			at += below(m, 2) * 4096;
	}
	s.start = s.begin[0] + below(m, s.end[0] - s.begin[0]);
	if (below(m, 2))
		s.start &= ~0xFFFU;
	most = (s.end[count - 1] - (s.start & ~0xFFFU)) / 4096;
	s.len = between(m, 1, most < PAGES ? most : PAGES);
	s.flags = below(m, 8);
	s.fails_at = NEVER;
	s.error = below(m, 2) ? (u32)ENOMEM : (u32)EFAULT;
	s.all = below(m, 2);
	s.brings = false;
	for (u32 i = 0; i < PAGES; i++)
		s.frame[i] = below(m, FRAMES);
}

static void one_vma(struct machine *m)
{
	for (u32 i = 0; i < 30; i++) {
		draw(m, 1, false);
		s.len = i ? s.len : 0;
		if (i == 1) {
			s.len = PAGES;
			s.end[0] = address_of(PAGES);
		}
		check(m);
	}
}

static void several(struct machine *m)
{
	for (u32 i = 0; i < 60; i++) {
		draw(m, between(m, 2, 4), false);
		check(m);
	}
}

/* Every page of some range, in turn. */
static void some(struct machine *m, bool all)
{
	for (u32 i = 0; i < 40; i++) {
		u32 at = i % 6;

		do
			draw(m, 4, i % 4 == 3);
		while (s.len <= at);
		s.all = all;
		if (i % 4 < 3)
			s.fails_at = at;
		check(m);
	}
}

static void as_many_as_there_are(struct machine *m)
{
	some(m, false);
}

static void all_or_none(struct machine *m)
{
	some(m, true);
}

static void only_brought(struct machine *m)
{
	for (u32 i = 0; i < 60; i++) {
		draw(m, between(m, 1, 4), i % 3 == 2);
		s.brings = true;
		if (i % 3 == 1)
			s.fails_at = below(m, s.len);
		check(m);
	}
}

static void any_batch(struct machine *m)
{
	for (u32 i = 0; i < 300; i++) {
		draw(m, between(m, 1, VMAS), below(m, 3) == 0);
		s.brings = below(m, 4) == 0;
		s.fails_at = below(m, 2) ? NEVER : below(m, PAGES);
		if (below(m, 8) == 0)
			s.start -= 4096;
		if (below(m, 8) == 0)
			s.len = between(m, s.len, PAGES);
		check(m);
	}
}

static const struct test_case cases[] = {
	{ "one vma", 2, one_vma, 0 },
	{ "several vmas", 2, several, "one vma" },
	{ "as many as there are", 2, as_many_as_there_are, "one vma" },
	{ "all or none", 2, all_or_none, "one vma" },
	{ "only brought", 2, only_brought, 0 },
	{ "any batch", 2, any_batch, "several vmas" },
	{ 0 }
};

const struct exercise exercise_get_user_pages_batch = { "get-user-pages/batch", cases, setup, 0 };
