/* SPDX-License-Identifier: MIT */
/*
 * swap/predict. What is answered is not believed because it stands here: tests/exercises/measured.c holds it against what the program
 * `luggage` has told this chapter's kernel.
 */
#include "machine.h"

enum { ROWS = 12, TODO = 99999, EFAULT = 14, EBUSY = 16 };

static const struct row {
	s32 is;
	const char *question, *rule;
} rows[ROWS] = {
	{ 4, "three children are born, and the page leaves: its slot is named by", "each entry names the slot, and a page that has left is not in the cache" },
	{ 4, "and one of the children loads from it: its slot is named by", "an entry names the frame or the slot, and whoever brings a page back brings it into the cache" },
	{ 2, "and the page is held by", "the cache holds a page as an entry does, and the entries of the others name the slot" },
	{ 2, "and all three children end: its slot is named by", "as long as somebody else names the slot, the cache keeps the page" },
	{ 1, "and the parent loads from it: the disk was read, in all", "a page is looked for before it is read" },
	{ 21, "the page leaves, the program stores to it, and it leaves again: ten times how often the disk was written, plus how often read",
	  "a store of one byte needs the others of its page, and makes it dirty" },
	{ 10, "the page leaves, and the program unmaps it: the same of this", "a slot is given back without being read" },
	{ 10, "the page is held, and is to leave; it is let go of, and is to leave again: the same of this", "the first gate stands before the writing, and the second time nobody else holds the page" },
	{ -EFAULT, "the program has only loaded from the page, and it is to leave: the answer is", "what was never stored to is the page of zeros, and that is not the program's" },
	{ -EBUSY, "the page is of memory that is shared, and it is to leave: the answer is", "only an anonymous page has a slot to go to, and a dirty page of a file stays" },
	{ 10, "three quarters of all slots are taken by others; the page leaves, and the program loads from it: ten times how many hold it, plus how many name its slot",
	  "when less than half of the slots are free, a page that is its program's alone gives its slot up" },
	{ 31, "the page is held, and is to leave; a child is born, and the program stores: ten times how many hold what is held, plus how many entries name it",
	  "a page that was to leave is in the cache, and who stores and is not alone leaves it to the others" },
};

s32 swap_predict_model(u32 row);
s32 swap_predict_model(u32 row)
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
		expect(m, got >= -4095 && got <= 999, "it is no count and no error");
		add(&expected, "%d", rows[i].is);
		add(&actual, "%d", got);
		same_text(m, rows[i].rule, actual.s, expected.s);
	}
}

static void a_family(struct machine *m)
{
	check(m, 1, 4);
}

static void the_disk(struct machine *m)
{
	check(m, 5, 8);
}

static void who_stays(struct machine *m)
{
	check(m, 9, 12);
}

static const struct test_case cases[] = {
	{ "a family", 4, a_family, 0 },
	{ "the disk", 4, the_disk, 0 },
	{ "who stays", 4, who_stays, 0 },
	{ 0 }
};

const struct exercise exercise_swap_predict = { "swap/predict", cases, 0, 0 };
