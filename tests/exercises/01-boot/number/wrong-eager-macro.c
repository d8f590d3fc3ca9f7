/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: full: did not come back */
/* The macro takes the digit out of the buffer only where there is room for it. */
#include <linux/kernel.h>

#define PUT(c) do { if (p < end) *p = (c); p++; } while (0)

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
	if (!(format.flags & (FMT_ZERO | FMT_LEFT)))
		for (; pad > 0; pad--)
			PUT(' ');
	if (minus)
		PUT('-');
	if (!(format.flags & FMT_LEFT))
		for (; pad > 0; pad--)
			PUT('0');
	while (n)
		PUT(digits[--n]);
	for (; pad > 0; pad--)
		PUT(' ');
	return p;
}
