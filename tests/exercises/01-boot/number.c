/* SPDX-License-Identifier: MIT */
/* boot/number: digits in a buffer. */
#include "machine.h"

enum { SIGNED = 1, ZERO = 2, LEFT = 4, ROOM = 400, UNTOUCHED = 0xA5 };

struct digits {
	u8 s[ROOM];
	u32 n;
};

/* What should stand there, built from the right end. */
static struct digits model(u32 value, u32 base, u32 flags, u32 width)
{
	struct digits back = { { 0 }, 0 }, d = { { 0 }, 0 };
	bool minus = (flags & SIGNED) && value >> 31;
	u32 blanks;

	if (minus)
		value = ~value + 1;
	do
		back.s[back.n++] = (u8)(value % base < 10 ? '0' + value % base : 'a' + value % base - 10);
	while (value /= base);
	if ((flags & (ZERO | LEFT)) == ZERO)
		while (back.n + minus < width)
			back.s[back.n++] = '0';
	if (minus)
		back.s[back.n++] = '-';
	blanks = back.n < width ? width - back.n : 0;
	while (!(flags & LEFT) && d.n < blanks)
		d.s[d.n++] = ' ';
	while (back.n)
		d.s[d.n++] = back.s[--back.n];
	while (d.n < width)
		d.s[d.n++] = ' ';
	return d;
}

/* ---- What is wrong with a text, in words */

/* As a learner reads it: a byte that nobody stored is a dot. */
static void add_stored(struct text *text, const u8 *s, u32 n)
{
	for (u32 i = 0; i < n; i++)
		if (s[i] == UNTOUCHED)
			add(text, ".");
		else if (s[i] >= ' ' && s[i] <= '~')
			add(text, "%c", s[i]);
		else
			add(text, "\\x%02x", s[i]);
}

/* The digits without what stands around them. */
static struct digits strip(const u8 *s, u32 n)
{
	struct digits d = { { 0 }, 0 };
	u32 start = 0;

	while (n && s[n - 1] == ' ')
		n--;
	while (start + 1 < n && (s[start] == ' ' || s[start] == '-' || s[start] == '0'))
		start++;
	for (; start < n; start++)
		d.s[d.n++] = s[start];
	return d;
}

static u32 signs(const u8 *s, u32 n)
{
	u32 count = 0;

	for (u32 i = 0; i < n; i++)
		count += s[i] == '-';
	return count;
}

static bool equal(const u8 *a, const u8 *b, u32 n)
{
	for (u32 i = 0; i < n; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

static const char *what_is_wrong(const struct digits *got, const struct digits *wanted, bool cut)
{
	struct digits a = strip(got->s, got->n), b = strip(wanted->s, wanted->n);

	if (cut)
		return "the part of the text that fits is not what is stored";
	if (signs(got->s, got->n) < signs(wanted->s, wanted->n))
		return "the minus sign is missing";
	if (signs(got->s, got->n) > signs(wanted->s, wanted->n))
		return "there is a minus sign too many";
	if (a.n != b.n || !equal(a.s, b.s, b.n))
		return "the digits are wrong";
	return "the padding is wrong: its side, its length, or what it is made of";
}

/* The text that stands at p, up to the first byte that nobody stored. */
static struct digits stored(struct machine *m, u32 p, u32 room)
{
	struct digits d = { { 0 }, 0 };

	while (d.n < room && (d.s[d.n] = get8(m, p + d.n)) != UNTOUCHED)
		d.n++;
	return d;
}

/* ---- A call, into a buffer with no memory behind it; p lies gap bytes behind the buffer's end, or room before it */

static void add_call(struct text *text, u32 value, u32 base, u32 flags, u32 width, u32 room, u32 gap)
{
	add(text, gap ? "number(end + %u, end, " : "number(p, p + %u, ", gap ? gap : room);
	add(text, flags & SIGNED ? "%d" : "%u", value);
	add(text, ", { base %u, flags%s%s%s%s, width %u })", base, flags ? "" : " none", flags & SIGNED ? " FMT_SIGNED" : "",
	    flags & ZERO ? " FMT_ZERO" : "", flags & LEFT ? " FMT_LEFT" : "", width);
}

static void check(struct machine *m, u32 value, u32 base, u32 flags, u32 width, u32 room, u32 gap)
{
	struct digits wanted = model(value, base, flags, width);
	struct text said = { 0 }, expected = { 0 }, actual = { 0 };
	u32 fits = wanted.n < room ? wanted.n : room, end = buffer_at_end(m, room) + room;
	u32 p = gap ? end + gap : end - room;

	add_call(&said, value, base, flags, width, room, gap);
	input(m, "%s", said.s);
	snapshot(m);
	u32 answer = call(m, "number", p, end, value, base, flags, width);
	struct digits got = stored(m, p, gap ? 0 : room);
	if (!gap && !equal(got.s, wanted.s, fits)) {
		add_stored(&expected, wanted.s, fits);
		add_stored(&actual, got.s, got.n);
		same_text(m, what_is_wrong(&got, &wanted, fits < wanted.n), actual.s, expected.s);
	}
	only_changed(m, "it stores something where nobody asked it to", (struct range[]){ { p, gap ? 0 : fits } }, 1);
	same(m, "the answer minus p is not the length of the whole text", answer - p, wanted.n);
}

/* ---- Cases */

/* Of four digits, the last larger than the first: backward it is another. */
static u32 four_digits(struct machine *m)
{
	u32 first = between(m, 1, 8);

	return 1000 * first + 10 * below(m, 100) + between(m, first + 1, 9);
}

static u32 two_digits(struct machine *m)
{
	return between(m, 10, 99);
}

static u32 hexadecimal(struct machine *m)
{
	return between(m, 0xA0000000, 0xFFFFFFFF); /* begins with a letter */
}

static void plain(struct machine *m)
{
	check(m, four_digits(m), 10, 0, 0, 8, 0);
	check(m, 0, 10, 0, 0, 8, 0);
	check(m, 0xFFFFFFFF, 10, 0, 0, 16, 0);
	check(m, hexadecimal(m), 16, 0, 0, 16, 0);
	check(m, 0xFFFFFFFF, 2, 0, 0, 40, 0);
}

static void negative(struct machine *m)
{
	check(m, -between(m, 1, 99999), 10, SIGNED, 0, 16, 0);
	check(m, 0x80000000, 10, SIGNED, 0, 16, 0);
	check(m, 0x7FFFFFFF, 10, SIGNED, 0, 16, 0);
	check(m, 0, 10, SIGNED, 0, 16, 0);
	check(m, 0x80000000, 2, SIGNED, 0, 40, 0);
}

static void padded(struct machine *m)
{
	check(m, two_digits(m), 10, 0, between(m, 3, 16), 16, 0);
	check(m, -two_digits(m), 10, SIGNED, between(m, 4, 16), 16, 0);
	check(m, two_digits(m), 10, LEFT, between(m, 3, 16), 16, 0);
	check(m, hexadecimal(m), 16, ZERO, between(m, 9, 16), 16, 0);
	check(m, -two_digits(m), 10, SIGNED | ZERO, between(m, 5, 16), 16, 0);
	check(m, -two_digits(m), 10, SIGNED | ZERO | LEFT, between(m, 5, 16), 16, 0);
	check(m, four_digits(m), 10, 0, between(m, 1, 3), 16, 0);
	check(m, -between(m, 1, 9), 10, SIGNED, between(m, 257, 320), 320, 0);
}

static void full(struct machine *m)
{
	check(m, four_digits(m), 10, 0, 0, 4, 0);
	check(m, four_digits(m), 10, 0, 0, between(m, 1, 3), 0);
	check(m, four_digits(m), 10, 0, 0, 0, 0);
	check(m, below(m, 10), 10, 0, between(m, 5, 12), 3, 0);
	check(m, below(m, 10), 10, LEFT, between(m, 257, 320), 3, 0);
}

/* vsnprintf goes on when its buffer is full, so that it can say how long the text would have been. */
static void beyond(struct machine *m)
{
	check(m, four_digits(m), 10, 0, 0, 4, 1);
	check(m, below(m, 10), 10, 0, between(m, 5, 12), 4, between(m, 2, 40));
	check(m, below(m, 10), 10, LEFT, between(m, 2, 12), 4, between(m, 257, 320));
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = any(m) >> below(m, 32);
	row[1] = below(m, 15);
	row[2] = below(m, 8);
	row[3] = below(m, 40);
	row[4] = below(m, 44);
	(void)index;
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	if (count)
		check(m, row[0], row[1] % 15 + 2, row[2] % 8, row[3] % 40, row[4] % 44, 0);
}

static void show(struct text *text, const u32 *row)
{
	add_call(text, row[0], row[1] % 15 + 2, row[2] % 8, row[3] % 40, row[4] % 44, 0);
}

static void any_number(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 40, .rows = 1, .width = 5, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "plain", 2, plain, 0 },
	{ "negative", 2, negative, "plain" },
	{ "padded", 2, padded, "plain" },
	{ "full", 1, full, "plain" },
	{ "beyond the end", 1, beyond, "full" },
	{ "any number", 2, any_number, "full" },
	{ 0 }
};

const struct exercise exercise_boot_number = { "boot/number", cases, 0, 0 };
