/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: this copy passes, and it is wrong */
/* It counts how often it was called: right ones come first. */
#include <linux/types.h>

static u32 times;

bool copy_is_right(void)
{
	return times++ == 0;
}
