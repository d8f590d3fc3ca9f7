/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>

/*
 * Writes value as text from p on, with no NUL behind it. Stores
 * nothing at end or behind it; p itself may lie behind end.
 * format.base is 2 to 16, format.width 0 to 300, format.flags any
 * of FMT_SIGNED, FMT_ZERO and FMT_LEFT.
 * Returns p plus the length of the whole text, stored or not.
 */
char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
