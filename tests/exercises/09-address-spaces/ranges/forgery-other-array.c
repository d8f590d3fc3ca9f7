/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes what is neither */
/* There is room in front of the array, or behind it, for a range that n does not count. */
#include <asm/page.h>
#include <linux/errno.h>
#include <linux/string.h>

struct range {
	u32 start, end, rights;
};

int set_range(struct range *r, u32 *n, u32 max, u32 start, u32 end,
	      u32 rights)
{
	r[0] = (struct range){ start, end, rights };
	r[1] = r[0];
	*n = 1;
	return 0;
}
