/* SPDX-License-Identifier: MIT */
/* Exercise boot/number: digits in a buffer. */
#include "machine.h"

enum { SIGNED = 1, ZERO = 2, LEFT = 4, ROOM = 400 };

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

static void add_call(struct text *text, u32 value, u32 base, u32 flags, u32 width, u32 room)
{
	add(text, "number(p, p + %u, ", room);
	add(text, flags & SIGNED ? "%d" : "%u", value);
	add(text, ", { base %u, flags%s%s%s%s, width %u })", base, flags ? "" : " none", flags & SIGNED ? " FMT_SIGNED" : "",
	    flags & ZERO ? " FMT_ZERO" : "", flags & LEFT ? " FMT_LEFT" : "", width);
}

/* Into a buffer of room bytes with no memory behind it. */
static void check(struct machine *m, u32 value, u32 base, u32 flags, u32 width, u32 room)
{
	struct digits wanted = model(value, base, flags, width);
	struct text said = { 0 };
	u32 fits = wanted.n < room ? wanted.n : room, p = buffer_at_end(m, room);

	add_call(&said, value, base, flags, width, room);
	input(m, "%s", said.s);
	snapshot(m);
	u32 end = call(m, "number", p, p + room, value, base, flags, width);
	same(m, "the answer is not p plus the length of the whole text", end - p, wanted.n);
	same_bytes(m, "the text is not what it should be", p, wanted.s, fits);
	only_changed(m, "it writes outside the buffer", (struct range[]){ { p, fits } }, 1);
}

static void plain(struct machine *m)
{
	check(m, 1234, 10, 0, 0, 8);
	check(m, 0, 10, 0, 0, 8);
	check(m, 0xFFFFFFFF, 10, 0, 0, 16);
	check(m, 0xC0100000, 16, 0, 0, 16);
	check(m, 0xFFFFFFFF, 2, 0, 0, 40);
}

static void negative(struct machine *m)
{
	check(m, (u32)-1, 10, SIGNED, 0, 16);
	check(m, 0x80000000, 10, SIGNED, 0, 16);
	check(m, 0x7FFFFFFF, 10, SIGNED, 0, 16);
	check(m, 0x80000000, 2, SIGNED, 0, 40);
}

static void padded(struct machine *m)
{
	check(m, 42, 10, 0, 5, 16);
	check(m, (u32)-42, 10, SIGNED, 6, 16);
	check(m, 42, 10, LEFT, 5, 16);
	check(m, 42, 16, ZERO, 8, 16);
	check(m, (u32)-42, 10, SIGNED | ZERO, 8, 16);
	check(m, (u32)-42, 10, SIGNED | ZERO | LEFT, 8, 16);
	check(m, 12345, 10, 0, 3, 16);
	check(m, 7, 10, 0, 300, 320);
}

static void full(struct machine *m)
{
	check(m, 1234, 10, 0, 0, 4);
	check(m, 1234, 10, 0, 0, 2);
	check(m, 1234, 10, 0, 0, 0);
	check(m, (u32)-5, 10, SIGNED, 12, 3);
	check(m, 5, 10, LEFT, 300, 3);
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
	for (u32 i = 0; i < count; i++, row += 5)
		check(m, row[0], row[1] % 15 + 2, row[2] % 8, row[3] % 40, row[4] % 44);
}

static void any_number(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 40, .rows = 1, .width = 5, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "plain", 2, plain, 0 },
	{ "negative", 2, negative, "plain" },
	{ "padded", 2, padded, "plain" },
	{ "full", 2, full, "plain" },
	{ "any number", 2, any_number, "plain" },
	{ 0 }
};

const struct exercise exercise_boot_number = { "boot/number", cases, 0, 0 };
