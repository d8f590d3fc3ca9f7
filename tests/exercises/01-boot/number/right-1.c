/* SPDX-License-Identifier: GPL-2.0-only */
/* Knows the length before it stores anything, and stores from the left. */
#include <linux/kernel.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	bool minus = (format.flags & FMT_SIGNED) && value >> 31;
	u32 magnitude = minus ? 0 - value : value, power = 1;
	int length = 1 + minus, total, i, zeros;

	while (magnitude / power >= format.base) {
		power *= format.base;
		length++;
	}
	total = length < format.width ? format.width : length;
	zeros = (format.flags & (FMT_ZERO | FMT_LEFT)) == FMT_ZERO ? total - length : 0;
	for (i = 0; i < total; i++, p++) {
		int at = format.flags & FMT_LEFT ? i : i - (total - length - zeros);
		char c = ' ';

		if (at >= 0 && minus && at == 0) {
			c = '-';
		} else if (at >= minus && at < minus + zeros) {
			c = '0';
		} else if (at >= 0 && at < length + zeros) {
			u32 digit = magnitude / power;

			magnitude %= power;
			power /= format.base;
			c = digit < 10 ? '0' + digit : 'a' + digit - 10;
		}
		if (p < end)
			*p = c;
	}
	return p;
}
