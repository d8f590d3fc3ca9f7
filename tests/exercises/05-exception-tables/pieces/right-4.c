/* SPDX-License-Identifier: GPL-2.0-only */
/* Halves: each half of the list has an answer of its own, with a sum of 64 bits, and two answers make one. */
#include <linux/errno.h>
#include <linux/types.h>

struct piece {
	u32 address, length;
};

struct answer {
	u64 sum;	/* of what comes before the first piece that is not good */
	bool ends;	/* there is such a piece */
};

static struct answer half(const struct piece *list, u32 count, u64 limit)
{
	struct answer first, second;

	switch (count) {
	case 0:
		return (struct answer){ 0, false };
	case 1:
		if (limit - list->address < list->length || list->address > limit)
			return (struct answer){ 0, true };
		return (struct answer){ list->length, false };
	}
	first = half(list, count / 2, limit);
	second = half(list + count / 2, count - count / 2, limit);
	if (!first.ends) {
		first.sum += second.sum;
		first.ends = second.ends;
	}
	return first;
}

long check_pieces(const struct piece *list, u32 count, u32 limit)
{
	struct answer whole = { ~0ULL, true };

	if (count < 1025)
		whole = half(list, count, limit);
	return whole.sum > 0x7fffffff ? -EINVAL : whole.ends ? -EFAULT : (long)whole.sum;
}
