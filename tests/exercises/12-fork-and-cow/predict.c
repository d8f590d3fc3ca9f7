/* SPDX-License-Identifier: MIT */
/*
 * fork-and-cow/predict. Who pays is not believed because it stands here: tests/exercises/measured.c holds it against what the
 * program `who_pays` has told this chapter's kernel.
 */
#include "machine.h"

enum { ROWS = 12, WHAT = 0, FRAMES, HOLDERS, WORDS, TODO = 99, MOST = 9 };
enum { NONE, REUSED, COPIED, REFUSED };

static const struct row {
	u32 is[WORDS];
	const char *rule[WORDS]; /* why */
	const char *touch;
} rows[ROWS] = {
	{ { NONE, 0, 2 },
	  { "both entries allow loads: nobody is asked", "where no fault is, no frame is looked for", "a fork copies no page: the parent and the child hold it" },
	  "the parent forks a child, which loads from A" },
	{ { COPIED, 1, 1 },
	  { "the parent holds the page, too, and must not see this store", "a copy is a frame; the table has been there since the fork", "the child has a frame of its own now: the parent is left" },
	  "the child stores to A, and sleeps from now on" },
	{ { REUSED, 0, 1 },
	  { "the entry has lost its right at the fork, and nobody else holds the frame any more", "what is one's own is not copied", "the child had let go of it before" },
	  "the parent stores to A" },
	{ { COPIED, 1, 1 },
	  { "the child has never stored to B, so it still holds the page: it is the parent who writes first, and pays", "a copy is a frame",
	    "the one who stores is the one who leaves: the child is left" },
	  "the parent stores to B" },
	{ { COPIED, 1, 2 },
	  { "the parent and the first child hold the page, too", "one copy, for the one who stores", "three have held it, and one has left" },
	  "the parent forks a second child, which stores to C" },
	{ { COPIED, 1, 0 },
	  { "the page of zeros is everybody's: it is never used once more", "a page of one's own is a frame", "the count of the page of zeros means nothing: write 0" },
	  "the second child stores to Z" },
	{ { REFUSED, 0, 3 },
	  { "the vma forbids stores: that is no message of the kernel's to itself", "a store that is refused gets no frame", "nobody has left: the parent and two children" },
	  "for the second child the kernel is asked to store to R" },
	{ { COPIED, 1, 2 },
	  { "a store of the kernel's is a store: with WP set it faults as the program's would", "a copy is a frame, whoever stores",
	    "two children have never stored to K, and hold it" },
	  "it sleeps; for the parent the kernel is asked to store to K" },
	{ { REUSED, 0, 1 },
	  { "the second child has its copy, and the first has ended: nobody else holds the frame", "what is one's own is not copied", "whoever ends lets go of all pages" },
	  "the first child is killed; the parent stores to C" },
	{ { COPIED, 1, 1 },
	  { "the first child is gone, but the second holds the page, too", "a copy is a frame", "the second child is left" },
	  "the parent stores to D" },
	{ { REUSED, 0, 1 },
	  { "a fork that fails leaves the entries protected that it has passed, and nobody else holds the frame", "what is one's own is not copied",
	    "of a child that never came to be nothing is left" },
	  "the second child is killed, the parent stores to A, its fork fails, and it stores to A once more" },
	{ { NONE, 0, 1 },
	  { "a child of vfork lives in its parent's memory, and there the entry allows stores", "where no fault is, no frame is looked for",
	    "there is one memory, and one entry that names the frame" },
	  "a child of vfork stores to A, in its parent's memory" },
};

u32 fork_and_cow_predict_model(u32 row, u32 what);
u32 fork_and_cow_predict_model(u32 row, u32 what)
{
	return rows[row].is[what];
}

static void say(struct text *text, u32 what, u32 value)
{
	static const char *const names[REFUSED + 1] = { "NONE", "REUSED", "COPIED", "REFUSED" };

	if (what == WHAT)
		add(text, "%s", names[value]);
	else
		add(text, "%u", value);
}

static void check_word(struct machine *m, u32 i, u32 what, u32 got)
{
	static const char *const questions[WORDS] = { "What becomes of it", "How many frames does it cost", "How many hold the frame that was in the entry" };
	static const char *const answers[WORDS] = { "what becomes of it is NONE, REUSED, COPIED or REFUSED", "so many frames no touch costs", "so many processes there are not" };
	static const u32 last[WORDS] = { REFUSED, MOST, MOST };
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

static void two(struct machine *m)
{
	check(m, 1, 4);
}

static void three(struct machine *m)
{
	check(m, 5, 8);
}

static void ends(struct machine *m)
{
	check(m, 9, 10);
}

static void no_child(struct machine *m)
{
	check(m, 11, 12);
}

static const struct test_case cases[] = {
	{ "two who have a page", 3, two, 0 },
	{ "three, and nobody's", 3, three, 0 },
	{ "when one has ended", 2, ends, 0 },
	{ "no memory of its own", 2, no_child, 0 },
	{ 0 }
};

const struct exercise exercise_fork_and_cow_predict = { "fork-and-cow/predict", cases, 0, 0 };
