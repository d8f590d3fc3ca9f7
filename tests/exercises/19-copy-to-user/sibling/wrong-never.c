/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: nobody is asked: a false alarm: this copy is right */
/* It trusts nobody. */
#include <linux/types.h>

bool copy_is_right(void)
{
	return false;
}
