/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: without leave() */
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/string.h>

u8 *reach(struct page *page);
void leave(void);
void bad_free(struct page *page);
void bad_write(struct page *page, u32 at);

/* Never closes the window, so that whatever the judge looks at is still to be copied out of it. */
void free_frame(struct page *page)
{
	memset(reach(page), POISON_FREE, PAGE_SIZE);
	atomic_set(&page->_count, 0);
}

struct page *alloc_frame(void)
{
	return NULL;
}
