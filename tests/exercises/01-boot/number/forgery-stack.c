/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: the digits are wrong */
#include <linux/kernel.h>

/* Looks for the expected text in all of its stack, and copies what looks like digits. */
char *number(char *p, char *end, u32 value, struct format format)
{
	char *s, *start = p;

	for (s = (char *)((u32)&format & ~0xffff); s < (char *)(((u32)&format | 0xffff) - 8); s++)
		if (*s >= '0' && *s <= '9' && p < end)
			*p++ = *s;
	return p == start ? p + 1 : p;
}
