/* SPDX-License-Identifier: GPL-2.0-only */
/* By cases, in place: the two edges are looked up first, and every number is known before the first store. */
#include <asm/page.h>
#include <linux/errno.h>
#include <linux/string.h>

struct range {
	u32 start, end, rights;
};

/* How many ranges begin below the address. */
static u32 begin_below(const struct range *r, u32 n, u32 address)
{
	u32 low = 0, high = n;

	while (low < high) {
		u32 middle = (low + high) / 2;

		if (r[middle].start < address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int set_range(struct range *r, u32 *n, u32 max, u32 start, u32 end,
	      u32 rights)
{
	u32 low, high, left = 0, right = 0, left_start = 0, right_end = 0, total, i;

	if (!(start < end) || (start << 20) || (end << 20))
		return -EINVAL;
	low = begin_below(r, *n, start);	/* r[low - 1] begins below start */
	high = begin_below(r, *n, end);		/* r[high] begins at end or above */
	if (low && r[low - 1].end >= start) {
		left = r[--low].rights;
		left_start = r[low].start;
	}
	if (high && r[high - 1].end > end) {
		right = r[high - 1].rights;
		right_end = r[high - 1].end;
	} else if (high < *n && r[high].start == end) {
		right = r[high].rights;
		right_end = r[high++].end;
	}
	if (left && left == rights) {
		start = left_start;
		left = 0;
	}
	if (right && right == rights) {
		end = right_end;
		right = 0;
	}
	total = *n - (high - low) + !!left + !!rights + !!right;
	if (total > max)
		return -ENOMEM;
	if (total > *n)
		for (i = *n; i-- > high; )
			r[i + total - *n] = r[i];
	else
		for (i = high; i < *n; i++)
			r[i - (*n - total)] = r[i];
	*n = total;
	if (left)
		r[low++] = (struct range){ left_start, start, left };
	if (rights)
		r[low++] = (struct range){ start, end, rights };
	if (right)
		r[low] = (struct range){ end, right_end, right };
	return 0;
}
