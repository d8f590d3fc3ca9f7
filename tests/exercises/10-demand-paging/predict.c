/* SPDX-License-Identifier: MIT */
/*
 * demand-paging/predict. What a touch does is not believed because it stands here: tests/exercises/measured.c holds it against
 * what the program `twelve` has told this chapter's kernel.
 */
#include "machine.h"

enum { ROWS = 12, FAULT = 0, ENTRY, FRAMES, WORDS, TODO = 99, MOST = 9 };
enum { NONE, HEALED, REFUSED };
enum { EMPTY, ZEROS, READ_ONLY, WRITABLE };

static const struct row {
	u32 is[WORDS];
	const char *rule[WORDS]; /* why */
	const char *touch;
} rows[ROWS] = {
	{ { HEALED, ZEROS, 1 },
	  { "no entry is there yet, and the vma may be read", "a first touch that only reads finds the page of zeros, whatever it may do later",
	    "the page of zeros costs nothing, but in these 4 MiB there was no page table" },
	  "the program loads from P, the first in these 4 MiB" },
	{ { HEALED, WRITABLE, 1 },
	  { "the page of zeros is mapped without the right to write, so the store asks", "the page of zeros must not be written to: the program gets a page of its own",
	    "a page of one's own is a frame" },
	  "the program stores to P, which it has loaded from" },
	{ { HEALED, WRITABLE, 1 },
	  { "no entry is there yet, and the vma may be written", "a first touch that writes gets a page of its own at once", "one frame; the table is there already" },
	  "the program stores to Q, which nobody has touched" },
	{ { NONE, READ_ONLY, 0 },
	  { "a page is there, and its entry allows loads", "mprotect takes the right out of the entry, and a load does not give it back", "where no fault is, no frame is looked for" },
	  "Q is made read-only, and the program loads from it" },
	{ { REFUSED, READ_ONLY, 0 },
	  { "the vma does not allow stores, and the kernel's are stores like any other", "an access that is refused changes no entry", "an access that is refused gets no frame" },
	  "the kernel is asked to store to Q, which is read-only" },
	{ { HEALED, WRITABLE, 0 },
	  { "mprotect gives the right to the vma; the entry gets it at the next store", "the vma allows stores again, and the store has come",
	    "the frame has one holder, so it is used once more" },
	  "Q is made writable again, and the program stores to it" },
	{ { HEALED, ZEROS, 0 },
	  { "a touch of the kernel's is a touch: the page is good, and not there yet", "a first touch that only reads finds the page of zeros, whoever reads",
	    "the page of zeros costs nothing, and there is a table" },
	  "the kernel is asked to load from R, which nobody has touched" },
	{ { HEALED, WRITABLE, 1 },
	  { "with WP set the kernel's store faults on the page of zeros as the program's would", "the kernel must not write to the page of zeros either: the program gets a page of its own",
	    "a page of one's own is a frame, whoever stores" },
	  "the kernel is asked to store to R, which it has loaded from" },
	{ { NONE, WRITABLE, 0 },
	  { "the kernel has touched the program's own page: there is nothing left to ask", "a load changes no entry that allows it", "where no fault is, no frame is looked for" },
	  "the program loads from R, which the kernel has stored to" },
	{ { REFUSED, EMPTY, 0 },
	  { "no entry is there, so the vma is asked; in 2.6.9 PROT_WRITE alone does not say that it may be read", "an access that is refused changes no entry",
	    "an access that is refused gets no frame" },
	  "the kernel is asked to load from W, which has PROT_WRITE alone and which nobody has touched" },
	{ { HEALED, READ_ONLY, 1 },
	  { "the loader has noted where the bytes are, and has left", "a load alone gives no right to write, although the vma has it",
	    "a page that comes from a file is copied at the first touch, even if it is only read" },
	  "the program loads a variable that the file has a value for, on a page that nobody has touched" },
	{ { HEALED, WRITABLE, 0 },
	  { "the load before it has left an entry that may not be written", "the vma allows stores, and the store has come", "the copy is the program's own already, so it is used once more" },
	  "the program stores to the variable, which it has loaded" },
};

u32 demand_paging_predict_model(u32 row, u32 what);
u32 demand_paging_predict_model(u32 row, u32 what)
{
	return rows[row].is[what];
}

static void say(struct text *text, u32 what, u32 value)
{
	static const char *const names[FRAMES][WRITABLE + 1] = { { "NONE", "HEALED", "REFUSED" }, { "EMPTY", "ZEROS", "READ_ONLY", "WRITABLE" } };

	if (what == FRAMES)
		add(text, "%u", value);
	else
		add(text, "%s", names[what][value]);
}

static void check_word(struct machine *m, u32 i, u32 what, u32 got)
{
	static const char *const questions[WORDS] = { "What becomes of it", "What does the entry hold then", "How many frames does it cost" };
	static const char *const answers[WORDS] = { "what becomes of it is NONE, HEALED or REFUSED", "an entry is EMPTY, ZEROS, READ_ONLY or WRITABLE",
						    "so many frames no touch costs" };
	static const u32 last[WORDS] = { REFUSED, WRITABLE, MOST };
	struct text expected = { 0 }, actual = { 0 };

	input(m, "number %u: %s. %s?", i + 1, rows[i].touch, questions[what]);
	expect(m, got != TODO, "no prediction yet: this is still TODO");
	expect(m, got <= last[what], answers[what]);
	say(&expected, what, rows[i].is[what]);
	say(&actual, what, got);
	same_text(m, rows[i].rule[what], actual.s, expected.s);
}

static void check(struct machine *m, u32 first, u32 last)
{
	for (u32 i = first - 1; i < last; i++)
		for (u32 what = 0; what < WORDS; what++)
			check_word(m, i, what, get32(m, symbol(m, "predicted") + 4 * (WORDS * i + what)));
}

static void first_touches(struct machine *m)
{
	check(m, 1, 3);
}

static void rights(struct machine *m)
{
	check(m, 4, 6);
}

static void by_the_kernel(struct machine *m)
{
	check(m, 7, 10);
}

static void variable(struct machine *m)
{
	check(m, 11, 12);
}

static const struct test_case cases[] = {
	{ "first touches", 3, first_touches, 0 },
	{ "rights that go and come", 3, rights, 0 },
	{ "the kernel's touches", 2, by_the_kernel, 0 },
	{ "a variable", 2, variable, 0 },
	{ 0 }
};

const struct exercise exercise_demand_paging_predict = { "demand-paging/predict", cases, 0, 0 };
