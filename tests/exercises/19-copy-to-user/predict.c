/* SPDX-License-Identifier: MIT */
/*
 * copy-to-user/predict. What has arrived is not believed because it stands here: tests/exercises/measured.c holds it against what
 * this chapter's kernel has answered the program `turnstile` in the experiments `has-arrived` and `has-arrived-386`.
 */
#include "machine.h"

enum { ROWS = 12, TODO = 99999, MOST = 8192 };

static const struct row {
	s32 is;
	const char *question, *rule;
} rows[ROWS] = {
	{ 72, "the processor has the bit; 200 bytes are copied to a program that has room for 150: are left",
	  "a turn that fails counts as not copied, whole: read again what is said below the turn, in `Sixty-four bytes a turn`" },
	{ 148, "and have arrived", "words of the turn that failed have been stored, up to the one that did not fit: read `Up to sixty bytes` again" },
	{ 10, "150 bytes, and room for 140: are left", "what is less than a turn is copied by other instructions, and their answer is exact: read the last function of `Sixty-four bytes a turn` again" },
	{ 64, "200 bytes from a program which has 130 of them: arrive", "a turn begins with loads that nobody uses, and they may fault: read about the look ahead again, in `Sixty-four bytes a turn`" },
	{ 50, "no bit; 200 bytes are copied to a program that has room for 150: are left", "by the frames there are pieces, and the kernel's own store into a frame cannot fail: read `Page by page` again" },
	{ 6, "put_user of a value of eight bytes, and room for 6: arrive", "a value is copied like a block, in pieces that end where a page does: read the end of `One value` again" },
	{ 2, "two pages that the program has only loaded from are cleared: that costs so many frames",
	  "whatever the bytes are, a page is held to be written to, and the page of zeros is nobody's own: read `Zeros` again, and what stands below `hold the page`" },
	{ 3, "5,000 bytes are cleared, 100 bytes behind the beginning of a page: pieces", "zeros are copied from one page, and each of these copies is cut where the target's pages end: read the last function of `Zeros` again" },
	{ 3, "the first 100 bytes of a file are read, to the beginning of a page: calls of __copy_to_user_ll",
	  "go through the reader of files line by line: what is stored there to be sure, what is tried where nobody may sleep, and what is done then? Read `Who must not sleep` again, and `Touch, copy, and copy again` in the chapter on the page cache" },
	{ 2, "and pieces", "a copy that may not sleep goes by no frame, and a touch is a value: read `Who must not sleep` and `One value` again" },
	{ 4096, "8,192 bytes are wanted from byte 100 on, and there is room for 4,096: the answer is",
	  "a file is read page by page of the file, each of these copies is exact, and what was copied before the refusal counts: read `Page by page` again" },
	{ 1, "the file is mapped shared, and loaded from; a byte is copied to the mapping: 10 if its entry is dirty now, plus 1 if the page is noted as dirty",
	  "whoever stores by another way than the entry leaves the entry as it is, and has to say it: read what stands below the store, in `Page by page`" },
};

s32 copy_to_user_predict_model(u32 row);
s32 copy_to_user_predict_model(u32 row)
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
		expect(m, got >= -4095 && got <= MOST, "it is no number of bytes, calls, pieces or frames, and no error");
		add(&expected, "%d", rows[i].is);
		add(&actual, "%d", got);
		same_text(m, rows[i].rule, actual.s, expected.s);
	}
}

static void turns(struct machine *m)
{
	check(m, 1, 4);
}

static void frames(struct machine *m)
{
	check(m, 5, 8);
}

static void file(struct machine *m)
{
	check(m, 9, 12);
}

static const struct test_case cases[] = {
	{ "by the address", 4, turns, 0 },
	{ "by the frames", 4, frames, 0 },
	{ "a file", 4, file, 0 },
	{ 0 }
};

const struct exercise exercise_copy_to_user_predict = { "copy-to-user/predict", cases, 0, 0 };
