/* SPDX-License-Identifier: MIT */
/*
 * pipes/predict. What is answered is not believed because it stands here: tests/exercises/measured.c holds it against what the
 * program `plumbing` has told this chapter's kernel.
 */
#include "machine.h"

enum { ROWS = 12, TODO = 99999, EAGAIN = 11 };

static const struct row {
	s32 is;
	const char *question, *rule;
} rows[ROWS] = {
	{ 10, "10 bytes are in it; a read of 100 answers", "a reader that has something does not wait for more, unless a writer sleeps in the middle" },
	{ 0, "it is empty; a read of 0 answers", "of no bytes there are always enough: nobody waits for them" },
	{ -EAGAIN, "it is empty, and the reading end is dup'ed; O_NONBLOCK is set by the first number; a read of 1 by the second answers",
	  "both numbers lead to one open file, and the flag is the file's" },
	{ 'b', "\"ab\" is written, and fork; the child reads 1 and ends; the parent reads 1: the byte is",
	  "a fork copies no pipe: what one of the two has read is not there for the other" },
	{ -EAGAIN, "fork; the child writes 1 and ends; the parent, which has closed nothing, reads it, and once more with O_NONBLOCK: the answer is",
	  "it is no end as long as somebody could write, and here that is the reader itself" },
	{ 1, "two children sleep in a read of 1 each; the parent writes 1, and naps: how many have come back is", "both are woken, one finds the byte, and the other looks again and sleeps" },
	{ 4096, "it is empty; a write of 5000 with O_NONBLOCK answers", "more than PIPE_BUF goes in in parts: what there is room for is written, and the rest is not waited for" },
	{ -EAGAIN, "4086 bytes are in it; a write of 11 with O_NONBLOCK answers", "up to PIPE_BUF bytes are written whole or not at all, and there is room for 10" },
	{ 10, "4086 bytes are in it; a write of 4097 with O_NONBLOCK answers", "it is more than PIPE_BUF, so a byte of room is enough to begin" },
	{ 5000, "a child writes 5000, and sleeps in the middle; a read of 8000 answers", "a reader waits for a writer that sleeps in the middle, though it has something already" },
	{ 4196, "a child ignores SIGPIPE, closes the reading end and writes 5000; the parent naps, reads 100, naps, and closes its reading end: the write answers",
	  "a page went in at once, and 100 more when there was room; a write that has moved bytes answers how many" },
	{ 96, "4000 bytes are written and read; then a write of 200, of which the first 100 can be read, answers",
	  "the first piece ends at the border, after 96 bytes, and is written; the second cannot be copied whole" },
};

s32 pipes_predict_model(u32 row);
s32 pipes_predict_model(u32 row)
{
	return rows[row].is;
}

static void say(struct text *text, s32 value)
{
	if (value == -EAGAIN)
		add(text, "-EAGAIN");
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
		expect(m, got >= -4095 && got <= 8000, "it is no error, no byte and no number of bytes that anybody has asked for");
		say(&expected, rows[i].is);
		say(&actual, got);
		same_text(m, rows[i].rule, actual.s, expected.s);
	}
}

static void reading(struct machine *m)
{
	check(m, 1, 4);
}

static void who_waits(struct machine *m)
{
	check(m, 5, 6);
}

static void room(struct machine *m)
{
	check(m, 7, 9);
}

static void in_the_middle(struct machine *m)
{
	check(m, 10, 12);
}

static const struct test_case cases[] = {
	{ "what a read answers", 4, reading, 0 },
	{ "who waits", 2, who_waits, 0 },
	{ "how much room", 3, room, 0 },
	{ "in the middle", 3, in_the_middle, 0 },
	{ 0 }
};

const struct exercise exercise_pipes_predict = { "pipes/predict", cases, 0, 0 };
