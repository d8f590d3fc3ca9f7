/* SPDX-License-Identifier: GPL-2.0-only */
/* Pushes, the last argument first; what is left over at the top is counted before. */
#include <linux/types.h>

static u32 *push(u32 *at, u32 word)
{
	*--at = word;
	return at;
}

u32 *first_frame(u32 *top, u32 fn, u32 end, const u32 *args, u32 n)
{
	u32 *at = top;

	while ((u32)(at - n) % 16)
		at--;
	for (u32 i = n; i > 0; i--)
		at = push(at, args[i - 1]);
	at = push(push(at, end), fn);
	for (u32 i = 6; i > 0; i--)
		at = push(at, 0);
	return at;
}
