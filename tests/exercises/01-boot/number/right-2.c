/* SPDX-License-Identifier: GPL-2.0-only */
/* Recursion turns the digits round: the call's own stack is the buffer. */
#include <linux/kernel.h>

struct out {
	char *p, *end;
};

static void put(struct out *out, char c)
{
	if (out->p < out->end)
		*out->p = c;
	out->p++;
}

static void fill(struct out *out, char c, int count)
{
	while (count-- > 0)
		put(out, c);
}

static void digits(struct out *out, u32 value, u32 base, int zeros)
{
	if (value >= base)
		digits(out, value / base, base, zeros - 1);
	else
		fill(out, '0', zeros);
	put(out, "0123456789abcdef"[value % base]);
}

static int count(u32 value, u32 base)
{
	return value < base ? 1 : 1 + count(value / base, base);
}

char *number(char *p, char *end, u32 value, struct format format)
{
	struct out out = { p, end };
	int minus = 0, pad;

	if ((format.flags & FMT_SIGNED) && value > 0x7fffffff) {
		value = ~value + 1;
		minus = 1;
	}
	pad = format.width - minus - count(value, format.base);
	if (!(format.flags & (FMT_LEFT | FMT_ZERO)))
		fill(&out, ' ', pad);
	if (minus)
		put(&out, '-');
	digits(&out, value, format.base,
	       (format.flags & (FMT_LEFT | FMT_ZERO)) == FMT_ZERO ? pad + count(value, format.base) - 1 : 0);
	if (format.flags & FMT_LEFT)
		fill(&out, ' ', pad);
	return out.p;
}
