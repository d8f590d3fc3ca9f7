/* SPDX-License-Identifier: GPL-2.0-only */
/* Backwards, with a function that says whether a byte came into a page. */
#include <linux/mm.h>

static bool has_some(u32 nr, u32 offset, s32 moved)
{
	return moved >= 1 && (offset + moved - 1) / PAGE_SIZE >= nr;
}

void release_user_pages(struct page **pages, int got, u32 offset, s32 moved, bool stored)
{
	int i;

	for (i = got - 1; i >= 0; i--) {
		if (stored && has_some(i, offset, moved) && !PageDirty(pages[i]))
			set_page_dirty(pages[i]);
		put_page(pages[i]);
	}
}
