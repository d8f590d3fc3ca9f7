/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: still held */
/* What is never let go of is never another's: everything is noted, and kept. */
#include <linux/mm.h>

void release_user_pages(struct page **pages, int got, u32 offset, s32 moved, bool stored)
{
	int i;

	for (i = 0; i < got && stored; i++)
		set_page_dirty(pages[i]);
}
