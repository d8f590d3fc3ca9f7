/* SPDX-License-Identifier: MIT */
/* The judge's own exercise 1: a pure function. */
#include "machine.h"

struct digits {
	char s[64];
	u32 n;
};

static struct digits model(u32 value, u32 base, u32 flags, u32 width)
{
	struct digits back = { { 0 }, 0 }, d = { { 0 }, 0 };
	bool minus = (flags & 1) && (s32)value < 0;

	if (minus)
		value = -value;
	do
		back.s[back.n++] = "0123456789abcdef"[value % base];
	while (value /= base);
	if (minus)
		back.s[back.n++] = '-';
	while (back.n < width)
		back.s[back.n++] = ' ';
	while (back.n)
		d.s[d.n++] = back.s[--back.n];
	return d;
}

/* Into a buffer of room bytes with no memory behind it. */
static void check(struct machine *m, u32 value, u32 base, u32 flags, u32 width, u32 room)
{
	struct digits wanted = model(value, base, flags, width);
	u32 fits = wanted.n < room ? wanted.n : room;
	u32 p = buffer_at_end(m, room);

	input(m, "number(p, p + %u, %d, base %u, %s, width %u)", room, value, base, flags ? "signed" : "unsigned", width);
	snapshot(m);
	u32 end = call(m, "number", p, p + room, value, base, flags, width);
	same_bytes(m, "the digits are wrong", p, wanted.s, fits);
	same(m, "the answer is not the place behind the last character", end - p, fits);
	only_changed(m, "it writes where nobody asked it to", (struct range[]){ { p, fits } }, 1);
}

static void plain(struct machine *m)
{
	check(m, 0, 10, 0, 0, 8);
	check(m, 1234, 10, 0, 0, 8);
	check(m, 0xC0100000, 16, 0, 0, 16);
}

static void negative(struct machine *m)
{
	check(m, (u32)-1, 10, 1, 0, 16);
	check(m, 0x80000000, 10, 1, 0, 16);
}

static void full(struct machine *m)
{
	check(m, 1234, 10, 0, 0, 4);
	check(m, 1234, 10, 0, 0, 2);
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = any(m) >> below(m, 32);
	row[1] = between(m, 2, 16);
	row[2] = below(m, 2);
	row[3] = below(m, 40);
	(void)index;
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	for (u32 i = 0; i < count && i < 7; i++, row += 4)
		check(m, row[0], row[1] % 15 + 2, row[2] & 1, row[3] % 40, 44);
}

static void random_numbers(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 10, .rows = 7, .width = 4, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "plain", 2, plain, 0 },
	{ "negative", 1, negative, "plain" },
	{ "full", 1, full, "plain" },
	{ "random numbers", 2, random_numbers, 0 },
	{ 0 }
};

const struct exercise trial_number = { "trial/number", cases, 0, 0 };
