/* SPDX-License-Identifier: GPL-2.0-only */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	char digits[33];
	u32 n = 0;
	bool minus = (format.flags & FMT_SIGNED) && (s32)value < 0;

	if (minus)
		value = -value;
	do
		digits[n++] = "0123456789abcdef"[value % format.base];
	while (value /= format.base);
	if (minus)
		digits[n++] = '-';
	for (u32 i = n; i < format.width && p < end; i++)
		*p++ = ' ';
	while (n && p < end)
		*p++ = digits[--n];
	return p;
}
