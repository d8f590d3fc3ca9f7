/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: is NONE, REUSED, COPIED or REFUSED */
/* A function instead of a table: somebody might call it. */
#include <linux/types.h>

u32 predicted(u32 row, u32 what)
{
	return what;
}
