/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: not as much was copied as can be */
/* It says that all was copied, or all but what is missing. */
#include <linux/highmem.h>
#include <linux/mm.h>

u32 copy_pages(struct page *const to[], u32 to_offset, struct page *const from[], u32 from_offset, u32 n)
{
	u32 i;

	for (i = 0; i < n; i++)
		if (!to[(to_offset + i) / PAGE_SIZE])
			break;
	return i;
}
