/* SPDX-License-Identifier: MIT */
/*
 * page-cache/predict. What is answered is not believed because it stands here: tests/exercises/measured.c holds it against what the
 * program `keeper` has told this chapter's kernel.
 */
#include "machine.h"

enum { ROWS = 12, TODO = 99999 };

static const struct row {
	s32 is;
	const char *question, *rule;
} rows[ROWS] = {
	{ 1, "a byte is written at 100 MiB: pages in the cache", "a page is made for what is written, and for nothing before it" },
	{ 2, "and then one is read at 50 MiB: pages", "a hole that is read is a page of zeros in the cache" },
	{ 1, "8 bytes are written at 0, and a read is to get 8 at 4096: pages", "behind the end of the file there is nothing to read, and no page is looked for" },
	{ 0, "ftruncate to 100 MiB: pages", "a file that grows has another size, and no page more" },
	{ 2, "three whole pages are written; ftruncate to 4097: pages", "pages behind the end go, and the one in which it ends stays" },
	{ 1, "a file of the archive is opened twice, and 8 bytes are read at its beginning through each: pages of that file", "a page belongs to the file, whoever has opened it" },
	{ 0, "all pages go that can be had again: pages of the archive's file", "what can be read again, and nobody holds, can go" },
	{ 2, "and of the one with two pages, which is still open as 3", "for a file that a program has made the cache is the only place where the bytes are" },
	{ 0, "8 letters a are written; ftruncate to 3, and then to 8: the byte at 5", "the rest of the last page is zeros when a file becomes shorter" },
	{ 122, "the file has 8 letters; a buffer of 100 z, and a read of 100 into it: the buffer's byte 50", "what is touched, and what is copied, is as much as the file has" },
	{ 100, "a write of 100, none of which can be read; then a read of 200 at 0 answers", "the size counts what was wanted, though the answer is an error" },
	{ 109, "8 letters are written; a write with O_APPEND of 100, 16 of which can be read, and then another one of 1: how long is the file?",
	  "an append begins at the end, and the size has counted all of the first: 8, 100 and 1" },
};

s32 page_cache_predict_model(u32 row);
s32 page_cache_predict_model(u32 row)
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
		expect(m, got >= -4095 && got <= 0xFFFF, "it is no count of pages, no byte, no size and no error");
		add(&expected, "%d", rows[i].is);
		add(&actual, "%d", got);
		same_text(m, rows[i].rule, actual.s, expected.s);
	}
}

static void holes(struct machine *m)
{
	check(m, 1, 4);
}

static void dropped(struct machine *m)
{
	check(m, 5, 8);
}

static void bytes(struct machine *m)
{
	check(m, 9, 12);
}

static const struct test_case cases[] = {
	{ "holes", 4, holes, 0 },
	{ "shorter, and dropped", 4, dropped, 0 },
	{ "bytes", 4, bytes, 0 },
	{ 0 }
};

const struct exercise exercise_page_cache_predict = { "page-cache/predict", cases, 0, 0 };
