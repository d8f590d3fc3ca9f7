/* SPDX-License-Identifier: MIT */
/*
 * get-user-pages/predict. What is answered is not believed because it stands here: tests/exercises/measured.c holds it against what
 * the program `pawned` has told this chapter's kernel.
 */
#include "machine.h"

enum { ROWS = 12, TODO = 99999, EFAULT = 14 };

static const struct row {
	s32 is;
	const char *question, *rule;
} rows[ROWS] = {
	{ 3, "the kernel holds the page, twice: its count", "an entry is a holder, and each hold is one more" },
	{ 2, "and the program unmaps it: its count", "with the entry goes its reference, and no other" },
	{ 3, "the page is held, and the program forks: its count", "two entries and a hold are three holders" },
	{ 10, "and the program stores, and the child ends: ten times the count of what is held, plus how many entries name it",
	  "the program has left for a copy, and the child's entry is gone: what is left is the hold" },
	{ 'p', "held; a child is born, and ends; the program stores a q to the second byte, and the kernel a K to the first: the program finds there",
	  "the entry has lost its right at the birth, and a store finds that somebody else holds the page: the program has left it" },
	{ 'K', "held, and a fork; the kernel stores a K: the child finds", "both have the frame that is held, and nobody asks the kernel for a right" },
	{ 'p', "the page is made read-only, and a fork; the kernel holds the child's by force, and stores a K: the parent finds", "a page that is wanted for writing is copied first, by force as well" },
	{ 0, "nothing was stored to the page yet, and it is held for reading; now the program stores p: the kernel finds", "what was never stored to is the page of zeros, and the program's store leaves that" },
	{ 2, "three pages, never touched, and the third is unmapped: all three are asked for, and the answer is", "the answer is how many pages came before what failed" },
	{ -EFAULT, "the page is made read-only, and asked for: the answer is", "without force the vma must allow what is wanted" },
	{ 0, "the page is held for reading: is it noted as dirty", "a store of the program's is noted in the entry, and a reader's hold takes nothing over" },
	{ 1, "and the program unmaps it: is it now", "whoever takes an entry away takes over what it says" },
};

s32 get_user_pages_predict_model(u32 row);
s32 get_user_pages_predict_model(u32 row)
{
	return rows[row].is;
}

static void check(struct machine *m, u32 first, u32 last)
{
	for (u32 i = first - 1; i < last; i++) {
		s32 got = (s32)get32(m, symbol(m, "predicted") + 4 * i);
		struct text expected = { 0 }, actual = { 0 };

		input(m, "number %u: %s?", i + 1, rows[i].question);
		expect(m, got != TODO, "no prediction yet: this is still TODO");
		expect(m, got >= -4095 && got <= 255, "it is no count, no byte and no error");
		add(&expected, "%d", rows[i].is);
		add(&actual, "%d", got);
		same_text(m, rows[i].rule, actual.s, expected.s);
	}
}

static void numbers(struct machine *m)
{
	check(m, 1, 4);
}

static void bytes(struct machine *m)
{
	check(m, 5, 8);
}

static void answers(struct machine *m)
{
	check(m, 9, 12);
}

static const struct test_case cases[] = {
	{ "two numbers", 4, numbers, 0 },
	{ "who sees what", 4, bytes, 0 },
	{ "answers and notes", 4, answers, 0 },
	{ 0 }
};

const struct exercise exercise_get_user_pages_predict = { "get-user-pages/predict", cases, 0, 0 };
