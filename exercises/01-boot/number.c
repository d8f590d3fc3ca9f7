/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>

/*
 * Writes value at p, nothing at or after end (p may already lie
 * behind it). format.base is 2 to 16; format.flags are any of
 * FMT_SIGNED, FMT_ZERO and FMT_LEFT; format.width is 0 to 300.
 * Returns p plus the length of the whole text, stored or not.
 */
char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
