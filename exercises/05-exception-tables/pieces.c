/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/types.h>

struct piece {
	u32 address, length;
};

/*
 * The sum of the lengths, if every piece lies below limit and the
 * sum is at most 0x7fffffff; -EINVAL for more than 1024 pieces or
 * too large a sum, -EFAULT for a piece that does not lie below
 * limit. What is wrong first in the list decides.
 */
long check_pieces(const struct piece *list, u32 count, u32 limit)
{
	return -EFAULT;
}
