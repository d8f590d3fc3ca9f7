/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: beyond the limit: a bad list is let through */
/* Only the address is compared. */
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
		if (list[i].address >= limit && list[i].length)
			return -EFAULT;
		if (list[i].length > 0x7fffffff - sum)
			return -EINVAL;
		sum += list[i].length;
	}
	return sum;
}
