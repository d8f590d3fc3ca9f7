/* SPDX-License-Identifier: GPL-2.0-only */
/* It calls itself for what is behind the first page. */
#include <linux/mm.h>

void release_user_pages(struct page **pages, int got, u32 offset, s32 moved, bool stored)
{
	s32 here = PAGE_SIZE - offset;

	if (got <= 0)
		return;
	if (stored && moved > 0)
		set_page_dirty(pages[0]);
	if (got > 1)
		release_user_pages(pages + 1, got - 1, 0, moved - here, stored);
	put_page(pages[0]);
}
