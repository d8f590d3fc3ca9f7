/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: too large a sum: a bad list is let through */
/* The sum is compared at the end, when it has wrapped. */
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
		sum += list[i].length;
	}
	return (long)sum < 0 ? -EINVAL : sum;
}
