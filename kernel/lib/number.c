/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <linux/kernel.h>

/* Chapter 1: number.c: put one character */
static char *put(char *p, char *end, char c)
{
	if (p < end)
		*p = c;
	return p + 1;
}

char *number(char *p, char *end, u32 value, struct format format)
{
	char digits[32];
	int n = 0, pad;
	bool minus = (format.flags & FMT_SIGNED) && (s32)value < 0;

	if (minus)
		value = -value;
	do
		digits[n++] = "0123456789abcdef"[value % format.base];
	while (value /= format.base);
	pad = format.width - n - minus;
	/* Chapter 1: number: blanks, sign, zeros, digits, blanks */
	if (!(format.flags & (FMT_ZERO | FMT_LEFT)))
		for (; pad > 0; pad--)
			p = put(p, end, ' ');
	if (minus)
		p = put(p, end, '-');
	if (!(format.flags & FMT_LEFT))
		for (; pad > 0; pad--)
			p = put(p, end, '0');
	while (n)
		p = put(p, end, digits[--n]);
	for (; pad > 0; pad--)
		p = put(p, end, ' ');
	return p;
}
