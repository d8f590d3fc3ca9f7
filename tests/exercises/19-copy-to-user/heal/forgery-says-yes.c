/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: nothing was added */
/* It says that it has added, and has touched nothing. */
#include <linux/types.h>

int add_to_word(u32 *word, u32 n, u32 *old)
{
	*old = (u32)word + n;
	return 0;
}
