/* SPDX-License-Identifier: MIT */
/*
 * files/predict. What is answered is not believed because it stands here: tests/exercises/measured.c holds it against what the program
 * `sharers` has told this chapter's kernel.
 */
#include "machine.h"

enum { ROWS = 12, TODO = 99999 };

static const struct row {
	s32 is;
	const char *question, *rule;
} rows[ROWS] = {
	{ 3, "fork; the child reads 3 letters from 3: the parent's 3 is at", "a child inherits the open file itself, and that has one position" },
	{ 0, "fork; the child opens the file and reads 3: the parent's 3 is at", "whoever opens a file has an open file of its own, with a position of its own" },
	{ 3, "3 is dup'ed to 4; 3 letters are read from 3, and 3 is closed: 4 is at", "two numbers lead to one open file, and that stays until the last of them is closed" },
	{ 1024, "fork; the child sets O_APPEND on 3 with F_SETFL: the parent's F_GETFL of 3, that flag alone", "this flag belongs to the open file, and so to everybody who has inherited it" },
	{ 0, "fork; the child sets 1 on 3 with F_SETFD: the parent's F_GETFD of 3", "the mark belongs to the number, and the child's table is a copy" },
	{ 3, "fork; the child sets 1 on 3 with F_SETFD, has a dup of it as 4, and calls execve; the new program's open answers",
	  "at execve the marked number is closed, and its dup, which has no mark, stays: 3 is the lowest that is free" },
	{ 10, "opened once more with O_APPEND, as 4, and 2 letters are written to 4: it is at", "with O_APPEND a write begins at the end, and leaves the position behind what it has written" },
	{ 8, "unlinked; another file of this name is made, with 2 letters: how long is what 3 means?", "an open file keeps its inode, whatever becomes of the name" },
	{ 0, "a letter is written at 5000: the byte at 4500", "what nobody has written is a hole, and that is zeros" },
	{ 0, "5 letters are passed over; somebody opens the file with O_TRUNC, and writes 2: a read of 3 letters from 3 answers",
	  "nobody corrects a position: it is behind the end now, where nothing is to read" },
	{ 21, "3 letters are read from 3; then one is written by pwrite64 at 20, and one by write: how long is the file?",
	  "pwrite64 does not move the position, so the other one is written in the middle" },
	{ 4, "fork; the child closes 3: then the parent's open answers", "a child closes a number in its own table: in the parent's 3 is in use" },
};

s32 files_predict_model(u32 row);
s32 files_predict_model(u32 row)
{
	return rows[row].is;
}

static void say(struct text *text, s32 value)
{
	if (value == -9)
		add(text, "-EBADF");
	else
		add(text, "%d", value);
}

static void check(struct machine *m, u32 first, u32 last)
{
	for (u32 i = first - 1; i < last; i++) {
		s32 got = (s32)get32(m, symbol(m, "predicted") + 4 * i);
		struct text expected = { 0 }, actual = { 0 };

		input(m, "number %u: %s?", i + 1, rows[i].question);
		expect(m, got != TODO, "no prediction yet: this is still TODO");
		expect(m, got >= -4095 && got <= 0xFFFF, "it is no position, no size and no answer of a call");
		say(&expected, rows[i].is);
		say(&actual, got);
		same_text(m, rows[i].rule, actual.s, expected.s);
	}
}

static void positions(struct machine *m)
{
	check(m, 1, 3);
}

static void marks(struct machine *m)
{
	check(m, 4, 6);
}

static void bytes(struct machine *m)
{
	check(m, 7, 11);
}

static void numbers(struct machine *m)
{
	check(m, 12, 12);
}

static const struct test_case cases[] = {
	{ "one position or two", 3, positions, 0 },
	{ "flags and marks", 3, marks, 0 },
	{ "bytes", 5, bytes, 0 },
	{ "a number", 1, numbers, 0 },
	{ 0 }
};

const struct exercise exercise_files_predict = { "files/predict", cases, 0, 0 };
