/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: there is more that can be copied */
/* It says that all is well, and adds up the source. */
#include <asm/uaccess.h>

u32 csum_partial(const void *bytes, u32 n, u32 sum);

u32 csum_by_pages(void *to, const void *from, u32 n, u16 *sum)
{
	u32 total = csum_partial(from, n, *sum);

	total = (total >> 16) + (total & 0xFFFF);
	*sum = (total >> 16) + total;
	return 0;
}
