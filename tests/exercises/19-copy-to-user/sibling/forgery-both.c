/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: neither true nor false */
/* The answer is both, whoever compares it with whatever. */
#include <linux/types.h>

u32 copy_is_right(void)
{
	return 2;
}
