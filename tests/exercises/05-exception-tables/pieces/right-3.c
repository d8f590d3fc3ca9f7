/* SPDX-License-Identifier: GPL-2.0-only */
/* From the end to the beginning: the first piece that is not good is the last one found. Then what may still be added runs out, or not. */
#include <linux/errno.h>
#include <linux/types.h>

struct piece {
	u32 address, length;
};

long check_pieces(const struct piece *list, u32 count, u32 limit)
{
	long all = 0, room = 0x7fffffff;
	u32 good = count, i, end;

	if (count / 1024 + (count % 1024 != 0) > 1)
		return -EINVAL;
	for (i = count; i; )
		if (i--, __builtin_add_overflow(list[i].address, list[i].length, &end) || end > limit)
			good = i;
	for (; i < good; i++) {
		if (__builtin_sub_overflow(room, list[i].length, &room) || room < 0)
			return -EINVAL;
		all += list[i].length;
	}
	return good == count ? all : -EFAULT;
}
