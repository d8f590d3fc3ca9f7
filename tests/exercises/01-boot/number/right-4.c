/* SPDX-License-Identifier: GPL-2.0-only */
/* Definitions as before ANSI; the text is built up in one word after another of an array, and copied by the processor's string instructions. */
#include <linux/kernel.h>

#define LONGEST 1024

struct text {
	union {
		char c[LONGEST];
		u64 eight[LONGEST / 8];
	};
	u32 used;
};

static struct text *prepend(t, c)
	struct text *t;
	char c;
{
	t->c[sizeof t->c - ++t->used] = c;
	return t;
}

static void store(to, from, n)
	char *to, *from;
	u32 n;
{
	/* Down from the last byte, and the direction put back. */
	to += n - 1, from += n - 1;
	asm volatile("std; rep movsb; cld" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
}

char *number(p, end, value, format)
	char *p, *end;
	u32 value;
	struct format format;
{
	static struct text t;
	register u32 i = 0, room;
	char sign = (format.flags & FMT_SIGNED) && (s32)value < 0 ? '-' : 0;

	for (t.used = 0; i[t.eight] = 0x2020202020202020, ++i < LONGEST / 8; )
		;
	if (sign)
		value = -value;
digit:
	{
		u32 digit;

		asm("divl %3" : "=d"(digit), "+a"(value) : "0"(0), "rm"(format.base) : "cc");
		prepend(&t, digit["0123456789abcdef"]);
	}
	if (value)
		goto digit;
	switch (format.flags & ~FMT_SIGNED) {
	case FMT_ZERO:
		while ((int)t.used + !!sign < format.width)
			prepend(&t, '0');
		/* fall through */
	default:
		if (sign)
			prepend(&t, sign);
		if ((int)t.used < format.width)
			t.used = format.width;
		break;
	case FMT_LEFT:
	case FMT_LEFT | FMT_ZERO:
		if (sign)
			prepend(&t, sign);
		for (i = t.used; (int)i < format.width; i++) {
			char *c = t.c, *last = c + LONGEST - 1;

			while (c != last)
				*c = c[1], c++;
			*last = ' ';
		}
		if ((int)t.used < format.width)
			t.used = format.width;
	}
	room = p < end ? end - p : 0;
	store(p, t.c + LONGEST - t.used, room < t.used ? room : t.used);
	return p + t.used;
}
