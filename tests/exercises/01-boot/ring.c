/* SPDX-License-Identifier: MIT */
/* boot/ring: a log that loses whole lines. */
#include "machine.h"

enum { MOST = 600, TEXT = 64 }; /* bytes ever written in a case, and at once */

/* The ring under test, and everything that was ever written to it. */
static struct {
	u32 ring, bytes, size, text_end, count;
	char all[MOST + 1];
} log;

static void add_char(struct text *text, char c)
{
	if (c == '\n')
		add(text, "\\n");
	else if (c >= ' ' && c <= '~')
		add(text, "%c", c);
	else
		add(text, "\\x%02x", (u8)c);
}

static void begin(struct machine *m, u32 size, u32 start)
{
	log.ring = buffer_at_end(m, SIZEOF_RING);
	log.bytes = buffer_at_end(m, size);
	log.text_end = buffer_at_end(m, TEXT) + TEXT;
	log.size = size;
	log.count = 0;
	put32(m, log.ring + RING_BYTES, log.bytes);
	put32(m, log.ring + RING_SIZE, size);
	put32(m, log.ring + RING_START, start);
	put32(m, log.ring + RING_END, start);
}

/* ---- The model: the longest end of the whole text that fits and begins with a line */

static bool begins_line(u32 at)
{
	return !at || log.all[at - 1] == '\n';
}

static u32 kept_from(void)
{
	u32 first = log.count > log.size ? log.count - log.size : 0;

	for (u32 from = first; from < log.count; from++)
		if (begins_line(from))
			return from;
	return first;
}

static const char *what_is_wrong(const char *got, u32 n, u32 from)
{
	if (!n)
		return "the ring is empty";
	for (u32 i = 0; i < n; i++)
		if (n > log.count || got[i] != log.all[log.count - n + i])
			return "the ring does not hold what was written last, in order";
	return begins_line(from) && !begins_line(log.count - n) ? "the ring begins in the middle of a line" : "the ring has lost more than it must";
}

static void compare(struct machine *m)
{
	u32 start = get32(m, log.ring + RING_START), n = get32(m, log.ring + RING_END) - start, from = kept_from();
	struct text expected = { 0 }, actual = { 0 };
	char got[MOST];

	if (n > log.size)
		fail(m, "start and end are %u bytes apart, and the ring has %u", n, log.size);
	for (u32 i = 0; i < n; i++) {
		got[i] = (char)get8(m, log.bytes + (start + i) % log.size);
		add_char(&actual, got[i]);
	}
	for (u32 i = from; i < log.count; i++)
		add_char(&expected, log.all[i]);
	same_text(m, what_is_wrong(got, n, from), actual.s, expected.s);
}

/* Writes, from a text with no memory behind it. */
static void write_text(struct machine *m, const char *text, u32 length)
{
	struct text shown = { 0 }, held = { 0 };
	u32 at = log.text_end - length;

	for (u32 i = 0; i < length; i++)
		add_char(&shown, text[i]);
	for (u32 i = kept_from(); i < log.count; i++)
		add_char(&held, log.all[i]);
	put(m, at, text, length);
	input(m, "a ring of %u bytes that holds \"%s\", start is 0x%x; ring_write(ring, \"%s\", %u)", log.size, held.s, get32(m, log.ring + RING_START), shown.s, length);
	snapshot(m);
	call(m, "ring_write", log.ring, at, length);
	only_changed(m, "it changes something beside start, end and the bytes of the ring",
		     (struct range[]){ { log.ring + RING_START, 8 }, { log.bytes, log.size } }, 2);
	for (u32 i = 0; i < length; i++)
		log.all[log.count++] = text[i];
	compare(m);
}

/* The text's shape: its letters are others, drawn, and no two neighbours are the same. */
static void say(struct machine *m, const char *shape)
{
	u32 length = 0, letter = below(m, 26);
	char text[TEXT];

	for (; shape[length]; length++)
		text[length] = shape[length] >= 'a' && shape[length] <= 'z' ? (char)('a' + letter++ % 26) : shape[length];
	write_text(m, text, length);
}

/* ---- Cases */

static void has_room(struct machine *m)
{
	begin(m, 32, 0);
	say(m, "one\ntwo\n");
	say(m, "");
	write_text(m, "\0\xff", 2);
	say(m, "three, in two ");
	say(m, "pieces\n\n");
}

static void whole_lines(struct machine *m)
{
	begin(m, 16, 0);
	say(m, "one\n");
	say(m, "two\nthree\n");
	say(m, "four\n");
	say(m, "five");
	say(m, ", longer\nsix");
	say(m, "\n\n\nseven\neight\nnine\nten");
	begin(m, 4, 0);
	say(m, "abc\n");
	say(m, "d");
	say(m, "ef");
	say(m, "\n");
	say(m, "\n");
}

static void long_lines(struct machine *m)
{
	begin(m, 8, 0);
	say(m, "one\ntwo, longer than it all");
	say(m, "!");
	say(m, "\n");
	say(m, "3");
	say(m, "\nfour and five and six\n7\n");
	begin(m, 1, 0);
	say(m, "ab\n\nc");
}

/* 4 GiB of log later. */
static void counters_wrap(struct machine *m)
{
	begin(m, 8, 0xfffffff8);
	say(m, "one\n");
	say(m, "two\n");
	say(m, "3\n");
	say(m, "four and five");
	begin(m, 16, 0xfffffffd);
	say(m, "one\ntwo\n");
	say(m, "three\nfour\n");
}

/* A write is so many of a letter, a newline or none, so many more. The first row also says how large the
 * ring is, and how far it is from 2^32. */
static u32 text_of(const u32 *row, char *text)
{
	u32 n = 0;

	while (n < row[0] % 20)
		text[n++] = (char)('a' + row[3] % 26);
	if (row[1] % 3)
		text[n++] = '\n';
	for (u32 i = 0; i < row[2] % 8; i++)
		text[n++] = (char)('A' + row[3] % 26);
	if (row[1] % 3 == 2)
		text[n++] = '\n';
	return n;
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 3) ? below(m, 6) : below(m, 20);
	row[1] = below(m, 3);
	row[2] = below(m, 8);
	row[3] = below(m, 26);
	row[4] = below(m, 6);
	row[5] = below(m, 2) ? 0 : below(m, 64);
	(void)index;
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	char text[TEXT];

	if (count)
		begin(m, 1U << row[4] % 6, 0 - row[5]);
	for (u32 i = 0; i < count; i++, row += 6)
		write_text(m, text, text_of(row, text));
}

static void show(struct text *text, const u32 *row)
{
	char s[TEXT];
	u32 n = text_of(row, s);

	add(text, "ring_write(ring, \"");
	for (u32 i = 0; i < n; i++)
		add_char(text, s[i]);
	add(text, "\", %u)", n);
}

static void any_text(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 20, .rows = 16, .width = 6, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "room for all", 2, has_room, 0 },
	{ "whole lines", 3, whole_lines, "room for all" },
	{ "long lines", 2, long_lines, "room for all" },
	{ "4 GiB later", 1, counters_wrap, "room for all" },
	{ "any text", 2, any_text, "room for all" },
	{ 0 }
};

const struct exercise exercise_boot_ring = { "boot/ring", cases, 0, 0 };
