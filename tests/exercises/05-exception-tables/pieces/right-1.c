/* SPDX-License-Identifier: GPL-2.0-only */
/* With 64 bits nothing wraps. */
#include <linux/errno.h>
#include <linux/types.h>

struct piece {
	u32 address, length;
};

long check_pieces(const struct piece *list, u32 count, u32 limit)
{
	const struct piece *end = list + count;
	u64 sum = 0;

	if (count > 1024)
		return -EINVAL;
	for (; list < end; list++) {
		if ((u64)list->address + list->length > limit)
			return -EFAULT;
		sum += list->length;
		if (sum >> 31)
			return -EINVAL;
	}
	return (long)sum;
}
