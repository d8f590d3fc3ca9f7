/* SPDX-License-Identifier: GPL-2.0-only */
/* With the carry: a sum that is smaller than what was added has wrapped. */
#include <linux/errno.h>
#include <linux/types.h>

struct piece {
	u32 address, length;
};

static bool lies_below(const struct piece *piece, u32 limit)
{
	u32 end = piece->address + piece->length;

	return end >= piece->address && end <= limit;
}

static long add(const struct piece *list, u32 count, u32 limit, u32 sum)
{
	if (!count)
		return sum;
	if (!lies_below(list, limit))
		return -EFAULT;
	if ((s32)list->length < 0 || (s32)(sum + list->length) < 0)
		return -EINVAL;
	return add(list + 1, count - 1, limit, sum + list->length);
}

long check_pieces(const struct piece *list, u32 count, u32 limit)
{
	return count <= 1024 ? add(list, count, limit, 0) : -EINVAL;
}
