/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: too large a sum: it is the wrong error */
/* A piece that does not fit into a long is called a bad address. */
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
		if ((long)list[i].length < 0 || list[i].address > limit ||
		    list[i].length > limit - list[i].address)
			return -EFAULT;
		if (list[i].length > 0x7fffffff - sum)
			return -EINVAL;
		sum += list[i].length;
	}
	return sum;
}
