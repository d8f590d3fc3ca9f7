/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the first mistake decides: it is the wrong error */
/* All addresses first, and then the sum. */
#include <linux/errno.h>
#include <linux/types.h>

struct piece {
	u32 address, length;
};

long check_pieces(const struct piece *list, u32 count, u32 limit)
{
	u32 sum = 0, i;

	if (count > 1024)
		return -EINVAL;
	for (i = 0; i < count; i++) {
		if (list[i].address > limit ||
		    list[i].length > limit - list[i].address)
			return -EFAULT;
	}
	for (i = 0; i < count; i++) {
		if (list[i].length > 0x7fffffff - sum)
			return -EINVAL;
		sum += list[i].length;
	}
	return sum;
}
