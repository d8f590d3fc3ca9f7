/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: no count */
/* Instead of numbers there is a function, which would know the question. */
#include <linux/types.h>

s32 predicted(u32 question)
{
	return question + 1;
}
