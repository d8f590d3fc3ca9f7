/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it says that there is none */
/* Nothing is done, and there was no memory. */
#include <asm/page.h>
#include <linux/errno.h>
#include <linux/string.h>

struct range {
	u32 start, end, rights;
};

int set_range(struct range *r, u32 *n, u32 max, u32 start, u32 end,
	      u32 rights)
{
	return start < end && !((start | end) & 0xfff) ? -ENOMEM : -EINVAL;
}
