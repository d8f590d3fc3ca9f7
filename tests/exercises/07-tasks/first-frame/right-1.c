/* SPDX-License-Identifier: GPL-2.0-only */
/* From below: first where it begins, then upwards. */
#include <linux/types.h>

u32 *first_frame(u32 *top, u32 fn, u32 end, const u32 *args, u32 n)
{
	u32 begin = (((u32)top - 4 * n) & 0xFFFFFFF0) - 32, *at = (u32 *)begin;

	for (u32 i = 0; i < 6; i++)
		*at++ = 0;
	*at++ = fn;
	*at++ = end;
	while (n--)
		*at++ = *args++;
	return (u32 *)begin;
}
