/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: beyond the end: a page fault: it writes to */
#include <linux/kernel.h>

static char *put(char *p, u32 room, char *start, char c)
{
	if ((u32)(p - start) < room)
		*p = c;
	return p + 1;
}

char *number(char *p, char *end, u32 value, struct format format)
{
	u32 room = end - p;
	char *start = p;
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
			p = put(p, room, start, ' ');
	if (minus)
		p = put(p, room, start, '-');
	if (!(format.flags & FMT_LEFT))
		for (; pad > 0; pad--)
			p = put(p, room, start, '0');
	while (n)
		p = put(p, room, start, digits[--n]);
	for (; pad > 0; pad--)
		p = put(p, room, start, ' ');
	return p;
}
