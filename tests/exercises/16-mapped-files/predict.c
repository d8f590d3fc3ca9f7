/* SPDX-License-Identifier: MIT */
/*
 * mapped-files/predict. What is answered is not believed because it stands here: tests/exercises/measured.c holds it against what the
 * program `onlookers` has told this chapter's kernel.
 */
#include "machine.h"

enum { ROWS = 12, TODO = 99999 };

static const struct row {
	s32 is;
	const char *question, *rule;
} rows[ROWS] = {
	{ 'S', "the descriptor is closed, the name deleted; S[1] = 'S': P[1] is", "a mapping holds the open file by itself, and both lead to its page" },
	{ 'b', "P[0] = 'P', and then S[1] = 'S': P[1] is", "at its first store a private mapping leaves with the whole page, and sees no more of what others do" },
	{ 'S', "P[0] is loaded, and then S[1] = 'S': P[1] is", "a load takes no copy: the private entry leads to the file's page" },
	{ 'S', "fork; the child: P[0] = 'P', and S[1] = 'S': the parent's P[1] is", "the child has left with a copy, and the parent's private entry still leads to the file's page" },
	{ 'a', "P[0] = 'P'; P is unmapped, and mapped anew: P[0] is", "a private copy is in no file: with its mapping it is gone" },
	{ -13, "opened for reading; mapped shared, for loads and stores: mmap answers", "a shared store would go to the file, and that was opened for reading" },
	{ -13, "opened for reading; mapped shared, for loads: mprotect for loads and stores answers", "the file was not opened for writing, and mprotect asks, too" },
	{ 0, "opened for reading; mapped private, for loads: mprotect for loads and stores answers", "a private store never comes to the file, so nobody asks how that was opened" },
	{ -14, "P[0] = 'P', and the file is cut to nothing: write, of the byte P[0] to a pipe, answers",
	  "a page behind the end goes out of all tables, a private copy, too; for the kernel it is no signal" },
	{ 0, "S[3] = 'S'; the file is cut to 2 bytes, and grows to 8: P[3] is", "what lay behind the end was cleared in the file's page, and the private entry leads there" },
	{ 1, "S[0] and P[0] are loaded; fork; the child stores to S[0] and to P[0]: its faults", "a shared page stays writable at a fork; the private one never was, and its first store is a fault" },
	{ 3, "S[0] is loaded, P[0] = 'P'; fork: how many hold the file's page while the child lives", "the cache, and the shared entries of two: who has a copy holds that, and not the file's page" },
};

s32 mapped_files_predict_model(u32 row);
s32 mapped_files_predict_model(u32 row)
{
	return rows[row].is;
}

static void say(struct text *text, s32 value)
{
	static const struct {
		s32 value;
		const char *name;
	} errors[] = { { -1, "-EPERM" }, { -13, "-EACCES" }, { -14, "-EFAULT" }, { -22, "-EINVAL" } };

	for (u32 i = 0; i < sizeof errors / sizeof *errors; i++)
		if (errors[i].value == value) {
			add(text, "%s", errors[i].name);
			return;
		}
	add(text, value >= 'A' && value <= 'z' ? "'%c'" : "%d", value);
}

static void check(struct machine *m, u32 first, u32 last)
{
	for (u32 i = first - 1; i < last; i++) {
		s32 got = (s32)get32(m, symbol(m, "predicted") + 4 * i);
		struct text expected = { 0 }, actual = { 0 };

		input(m, "number %u: %s?", i + 1, rows[i].question);
		expect(m, got != TODO, "no prediction yet: this is still TODO");
		expect(m, got >= -4095 && got <= 0xFF, "it is no letter, no count and no answer of a call");
		say(&expected, rows[i].is);
		say(&actual, got);
		same_text(m, rows[i].rule, actual.s, expected.s);
	}
}

static void sees(struct machine *m)
{
	check(m, 1, 5);
}

static void may(struct machine *m)
{
	check(m, 6, 8);
}

static void shorter(struct machine *m)
{
	check(m, 9, 10);
}

static void counts(struct machine *m)
{
	check(m, 11, 12);
}

static const struct test_case cases[] = {
	{ "who sees it", 5, sees, 0 },
	{ "who may", 3, may, 0 },
	{ "a shorter file", 2, shorter, 0 },
	{ "what the kernel counts", 2, counts, 0 },
	{ 0 }
};

const struct exercise exercise_mapped_files_predict = { "mapped-files/predict", cases, 0, 0 };
