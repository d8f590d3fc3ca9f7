/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	char digits[32];
	int n = 0;

	do
		digits[n++] = "0123456789abcdef"[value % format.base];
	while (value /= format.base);
	for (format.width -= n; format.width > 0 && p < end; format.width--)
		*p++ = format.flags & FMT_ZERO ? '0' : ' ';
	while (n && p < end)
		*p++ = digits[--n];
	return p;
}
