/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: too many pieces: page fault */
/* The pieces are counted as they are added up. */
#include <linux/errno.h>
#include <linux/types.h>

struct piece {
	u32 address, length;
};

long check_pieces(const struct piece *list, u32 count, u32 limit)
{
	u32 sum = 0, i;

	for (i = 0; i < count; i++) {
		if (list[i].address > limit ||
		    list[i].length > limit - list[i].address)
			return -EFAULT;
		if (list[i].length > 0x7fffffff - sum)
			return -EINVAL;
		sum += list[i].length;
		if (i >= 1024)
			return -EINVAL;
	}
	return sum;
}
