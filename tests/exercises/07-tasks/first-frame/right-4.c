/* SPDX-License-Identifier: GPL-2.0-only */
/* Recursion over the arguments. */
#include <linux/types.h>

static void put(u32 *at, const u32 *args, u32 n)
{
	if (!n)
		return;
	*at = *args;
	put(at + 1, args + 1, n - 1);
}

u32 *first_frame(u32 *top, u32 fn, u32 end, const u32 *args, u32 n)
{
	u32 first = (u32)top - 4 * n, *frame;

	first -= first & 15;
	put((u32 *)first, args, n);
	frame = (u32 *)first - 8;
	put(frame, (const u32[]){ 0, 0, 0, 0, 0, 0, fn, end }, 8);
	return frame;
}
