/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/page.h>
#include <linux/errno.h>
#include <linux/string.h>

/* The pages from start to end, without end. */
struct range {
	u32 start, end, rights;
};

/*
 * Gives the pages from start to end these rights; 0: nothing is
 * there. r has room for max ranges and holds *n: in order, not
 * empty, apart, rights not 0, those that touch with different ones;
 * and so it does afterwards. 0; -EINVAL if start and end are not
 * whole pages, one or more; -ENOMEM if more than max would be there
 * at the end. An error has changed nothing. Touches no entry that
 * neither held nor holds a range.
 */
int set_range(struct range *r, u32 *n, u32 max, u32 start, u32 end,
	      u32 rights)
{
	return -ENOMEM - 1;
}
