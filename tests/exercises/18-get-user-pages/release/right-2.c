/* SPDX-License-Identifier: GPL-2.0-only */
/* Bytes are counted down; the page of zeros is not touched at all. */
#include <linux/mm.h>

void release_user_pages(struct page **pages, int got, u32 offset, s32 moved, bool stored)
{
	s32 left = moved;

	for (; got > 0; got--, pages++) {
		if (!PageReserved(*pages)) {
			if (stored && left > 0)
				set_page_flag(*pages, PG_dirty);
			put_page(*pages);
		}
		left -= PAGE_SIZE - offset;
		offset = 0;
	}
}
