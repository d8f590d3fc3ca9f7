/* SPDX-License-Identifier: MIT */
/* Exercise files/read-all. The test is read(), and has a list of what it will answer; when that is at its end, it gives what is asked for. */
#include "machine.h"

enum { EINTR = 4, MOST = 12, LARGEST = 600 };
enum { GIVE, SIGNAL, END, ERROR, KINDS };

static struct {
	u32 buf, got;
	u32 fd, n, answers, kind[MOST], value[MOST]; /* value: so many bytes at most, or the error's number */
	u32 asked, done;
	bool over;                                   /* the end, or an error */
	s32 answer;
	u8 bytes[LARGEST];                           /* of the file */
	struct text story;
} f;

static void setup(struct machine *m)
{
	f.buf = buffer_at_end(m, LARGEST) + LARGEST;
	f.got = buffer(m, 4);
}

static u32 read(struct machine *m, const u32 *words, void *context)
{
	u32 kind = f.asked < f.answers ? f.kind[f.asked] : GIVE, value = f.asked < f.answers ? f.value[f.asked] : LARGEST, left = f.n - f.done;

	(void)context;
	add(&f.story, "\nread of %u bytes", words[2]);
	input(m, "%s", f.story.s);
	if (!f.n)
		fail(m, "read is called, and nothing is wanted");
	if (!left)
		fail(m, "read is called, and all bytes are there");
	if (f.over)
		fail(m, f.answer == 1 ? "read is called again after the end of the file" : "read is called again after an error");
	same(m, "it reads from another descriptor", words[0], f.fd);
	if (words[2] > left)
		fail(m, "it asks for %u bytes, and %u are missing: there is no room for the rest", words[2], left);
	if (words[2] < left)
		fail(m, "it asks for %u bytes, and %u are missing: each call asks for all of them", words[2], left);
	same_hex(m, "it does not have the bytes stored behind those that are there", words[1], f.buf - f.n + f.done);
	f.asked++;
	switch (kind) {
	case GIVE:
		if (value > left)
			value = left;
		put(m, words[1], f.bytes + f.done, value);
		f.done += value;
		add(&f.story, ": %u", value);
		return value;
	case SIGNAL:
		add(&f.story, ": -EINTR");
		return (u32)-EINTR;
	case END:
		f.answer = 1;
		add(&f.story, ": 0");
		break;
	default:
		f.answer = -(s32)value;
		add(&f.story, ": error %u", value);
	}
	f.over = true;
	return kind == END ? 0 : 0 - value;
}

/* At the end of the list, which must have been asked for. */
static void check(struct machine *m)
{
	u32 at = f.buf - f.n;
	s32 got;

	f.asked = f.done = f.story.length = 0;
	f.over = false;
	f.answer = 0;
	f.fd = below(m, 4) ? below(m, 32) : any(m);
	for (u32 i = 0; i < LARGEST; i++)
		f.bytes[i] = (u8)any(m);
	fill(m, f.buf - LARGEST, 0xA5, LARGEST);
	fill(m, f.got, 0xA5, 4);
	service(m, "read", read, 0);
	add(&f.story, "read_all of %u bytes", f.n);
	input(m, "%s", f.story.s);
	snapshot(m);
	got = (s32)call(m, "read_all", f.fd, at, f.n, f.got);
	add(&f.story, "\nit returns %d, and *got is %u", got, get32(m, f.got));
	input(m, "%s", f.story.s);
	if (!f.over && f.done < f.n)
		fail(m, "it gives up, and there was neither an end nor an error: %u bytes are missing", f.n - f.done);
	same(m, "*got is not how many bytes are in buf", get32(m, f.got), f.done);
	if (got != f.answer)
		same(m, f.answer == 0 ? "all bytes are there, and the answer is not 0" : f.answer == 1 ? "the file has ended before, and the answer is not 1" : "the answer is not the error of read", (u32)got, (u32)f.answer);
	only_changed(m, "it changes something that is not *got, or that read should store", (const struct range[]){ { at, f.done }, { f.got, 4 } }, 2);
	same_bytes(m, "the bytes in buf are not those of the file", at, f.bytes, f.done);
}

static void answer(u32 kind, u32 value)
{
	f.kind[f.answers] = kind;
	f.value[f.answers++] = value;
}

static void plan(u32 n)
{
	f.n = n;
	f.answers = 0;
}

static const u32 known[] = { 5, 11, 14, 21, 1, 4095 }; /* EIO, EAGAIN, EFAULT, EISDIR, EPERM, and the last there is */
enum { KNOWN = sizeof known / sizeof *known };

/* An error that is not EINTR. */
static u32 an_error(struct machine *m)
{
	return below(m, 2) ? known[below(m, KNOWN)] : between(m, 5, 4095);
}

/* ---- Cases */

static void at_once(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		plan(i < 3 ? i : between(m, 2, LARGEST));
		check(m);
	}
}

static void short_counts(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		plan(between(m, 40, LARGEST));
		for (u32 k = 0; k < i; k++)
			answer(GIVE, k == 0 ? 1 : between(m, 1, 5));
		check(m);
	}
}

static void the_end(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		plan(between(m, 40, LARGEST));
		for (u32 k = 0; k < i; k++)
			answer(GIVE, between(m, 1, 5));
		answer(END, 0);
		check(m);
		plan(f.n = between(m, 1, 30));
		answer(GIVE, f.n);
		answer(END, 0); /* which nobody asks for */
		check(m);
	}
}

static void signals(struct machine *m)
{
	for (u32 i = 1; i < 8; i++) {
		plan(between(m, 40, LARGEST));
		for (u32 k = 0; k < 8; k++)
			if (i >> k % 3 & 1)
				answer(SIGNAL, 0);
			else
				answer(GIVE, between(m, 1, 4));
		check(m);
	}
	plan(between(m, 1, LARGEST));
	for (u32 k = 0; k < MOST; k++)
		answer(SIGNAL, 0);
	check(m);
}

static void errors(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		plan(between(m, 40, LARGEST));
		for (u32 k = 0; k < i / 2; k++)
			answer(GIVE, between(m, 1, 5));
		answer(ERROR, i < KNOWN ? known[i] : an_error(m));
		check(m);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 3) ? below(m, 2) : below(m, KINDS);
	row[1] = row[0] == ERROR ? an_error(m) : between(m, 1, 60);
	row[2] = below(m, LARGEST + 1);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	static const char *const kinds[] = { "at most %u bytes", "a signal", "the end", "error %u" };

	add(text, kinds[row[0] % KINDS], row[1]);
}

/* The first row says how many are wanted. */
static void run(struct machine *m, const u32 *rows, u32 count)
{
	plan(count ? rows[2] % (LARGEST + 1) : 3);
	for (u32 i = 0; i < count; i++) {
		u32 value = rows[3 * i + 1] ? rows[3 * i + 1] : 1;

		answer(rows[3 * i] % KINDS, rows[3 * i] % KINDS == ERROR && value == EINTR ? 5 : value);
	}
	check(m);
}

static void any_file(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = MOST, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "all at once", 1, at_once, 0 },
	{ "short counts", 2, short_counts, "all at once" },
	{ "the end", 2, the_end, "all at once" },
	{ "signals", 2, signals, "all at once" },
	{ "errors", 2, errors, "all at once" },
	{ "any file", 1, any_file, "all at once" },
	{ 0 }
};

const struct exercise exercise_files_read_all = { "files/read-all", cases, setup, 0 };
