/* SPDX-License-Identifier: GPL-2.0-only */
/* Two passes: all notes, and then all holds, the last first. */
#include <linux/mm.h>

void release_user_pages(struct page **pages, int got, u32 offset, s32 moved, bool stored)
{
	int i, dirty = 0;

	if (stored && moved > 0)
		dirty = (offset + moved + PAGE_SIZE - 1) / PAGE_SIZE;
	for (i = 0; i < dirty && i < got; i++)
		set_page_dirty(pages[i]);
	while (got-- > 0)
		put_page(pages[got]);
}
