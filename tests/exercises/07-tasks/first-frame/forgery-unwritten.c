/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: the words below top are not those */
/* It answers with the right place, and writes nothing there. */
#include <linux/types.h>

u32 *first_frame(u32 *top, u32 fn, u32 end, const u32 *args, u32 n)
{
	return (u32 *)(((u32)(top - n) & ~15) - 32);
}
