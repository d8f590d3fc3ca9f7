/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: no number of sectors */
/* A function instead of a table: somebody might call it. */
#include <linux/types.h>

s32 predicted(u32 row)
{
	return row;
}
