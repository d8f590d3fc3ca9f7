/* SPDX-License-Identifier: MIT */
/*
 * address-spaces/predict. What the calls answer is not believed because it stands here: tests/exercises/measured.c holds it
 * against what the program `sequences` has told this chapter's kernel.
 */
#include "machine.h"

enum { ROWS = 12, OK = 0, OTHER = 1, TODO = 99, ENOMEM = 12, ENODEV = 19, EINVAL = 22 };
enum { NOTHING, LOAD, STORE, LOAD_STORE, ANSWER = 0, PAGE };

static const struct row {
	s32 is[2];           /* the answer, and what may be done with the page */
	const char *rule[2]; /* why */
	const char *calls, *page;
} rows[ROWS] = {
	{ { OK, NOTHING },
	  { "where nothing is, munmap has nothing to do, and that is no mistake", "munmap rounds up: a byte of a page is a page" },
	  "the page at A is unmapped, and then one byte of it", "the page at A" },
	{ { -ENOMEM, LOAD },
	  { "a hole in the range is an error of mprotect's", "mprotect goes from vma to vma: what lies before the hole has changed when it is found" },
	  "A + 2 is unmapped; then A to A + 3 are made read-only", "the page at A" },
	{ { -ENOMEM, LOAD_STORE },
	  { "a hole in the range is an error of mprotect's", "mprotect ends at the hole: what lies behind it is as it was" },
	  "A + 2 is unmapped; then A to A + 3 are made read-only", "A + 3" },
	{ { OK, LOAD_STORE },
	  { "the length is rounded up to 0, and mprotect of nothing is a success", "where the length is rounded up to 0, mprotect changes nothing" },
	  "0xfffff001 bytes from A on are made read-only", "the page at A" },
	{ { -EINVAL, LOAD_STORE },
	  { "munmap looks at the length before it is rounded: so much does not lie below 3 GiB", "a length that munmap refuses has unmapped nothing" },
	  "0xfffff001 bytes from A on are unmapped", "the page at A" },
	{ { OK, LOAD_STORE },
	  { "mmap asks about length 0 before anything else, and calls it a success", "mmap of no bytes has not come to the place where old mappings go" },
	  "no bytes are mapped at A, fixed, for nobody to touch", "the page at A" },
	{ { -EINVAL, LOAD_STORE },
	  { "bytes were asked for, and rounded up there are no pages: mmap refuses that", "what mmap refuses by its length has not come to the place where old mappings go" },
	  "0xfffff001 bytes are mapped at A, fixed, for nobody to touch", "the page at A" },
	{ { -ENOMEM, NOTHING },
	  { "one request for more than is free is refused", "whether there is memory is asked behind the munmap: a fixed mapping that fails there leaves a hole" },
	  "1 GiB is mapped at A, fixed and read-only, on a machine of 64 MiB", "the page at A" },
	{ { -ENOMEM, LOAD_STORE },
	  { "3 GiB are not too long; but from A on they would end in the kernel, and for a fixed address that is ENOMEM",
	    "whether a fixed mapping fits below the kernel is asked before anything is unmapped" },
	  "3 GiB are mapped at A, fixed and read-only", "the page at A" },
	{ { OTHER, LOAD_STORE },
	  { "without MAP_FIXED an address is a hint; where something is already, mmap finds another place", "a hint takes nothing away" },
	  "a page that nobody may touch is mapped at A, and not fixed", "the page at A" },
	{ { OTHER, NOTHING },
	  { "between the heap and the next mapping a page must stay free; brk says no by answering with the old break", "a break that has not moved brings no page" },
	  "the fourth page of the heap's is mapped; then the break is moved three pages up", "the first of the three" },
	{ { OK, NOTHING },
	  { "in 2.6.9 the break may go down as far as the end of the code", "what lies from the new break up to the old one is unmapped, the program's own variables as well" },
	  "the break is moved down to a page in the middle of the program's variables", "that page" },
};

s32 address_spaces_predict_model(u32 row, u32 what);
s32 address_spaces_predict_model(u32 row, u32 what)
{
	return rows[row].is[what];
}

static void say(struct text *text, u32 what, s32 value)
{
	static const char *const rights[] = { "NOTHING", "LOAD", "STORE", "LOAD_STORE" };

	if (what == PAGE && value >= NOTHING && value <= LOAD_STORE)
		add(text, "%s", rights[value]);
	else if (what == ANSWER && value <= OTHER && value >= OK)
		add(text, "%s", value ? "OTHER" : "OK");
	else
		add(text, value == -ENOMEM ? "-ENOMEM" : value == -EINVAL ? "-EINVAL" : value == -ENODEV ? "-ENODEV" : "%d", value);
}

static void check_word(struct machine *m, u32 i, u32 what, s32 got)
{
	struct text expected = { 0 }, actual = { 0 };

	input(m, "number %u: %s. %s%s?", i + 1, rows[i].calls, what == ANSWER ? "What does the last call answer" : "What may be done with ", what == ANSWER ? "" : rows[i].page);
	expect(m, got != TODO, "no prediction yet: this is still TODO");
	expect(m, what == ANSWER ? got <= OTHER && got > -4096 : got >= NOTHING && got <= LOAD_STORE,
	       what == ANSWER ? "an answer is OK, OTHER or an error, which is below 0" : "of a page a prediction is NOTHING, LOAD, STORE or LOAD_STORE");
	say(&expected, what, rows[i].is[what]);
	say(&actual, what, got);
	same_text(m, rows[i].rule[what], actual.s, expected.s);
}

static void check(struct machine *m, u32 first, u32 last)
{
	for (u32 i = first - 1; i < last; i++)
		for (u32 what = ANSWER; what <= PAGE; what++)
			check_word(m, i, what, (s32)get32(m, symbol(m, "predicted") + 8 * i + 4 * what));
}

static void holes(struct machine *m)
{
	check(m, 1, 3);
}

static void lengths(struct machine *m)
{
	check(m, 4, 7);
}

static void over(struct machine *m)
{
	check(m, 8, 10);
}

static void heap(struct machine *m)
{
	check(m, 11, 12);
}

static const struct test_case cases[] = {
	{ "where nothing is", 3, holes, 0 },
	{ "odd lengths", 3, lengths, 0 },
	{ "over what is there", 2, over, 0 },
	{ "the break", 2, heap, 0 },
	{ 0 }
};

const struct exercise exercise_address_spaces_predict = { "address-spaces/predict", cases, 0, 0 };
