/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include <asm/hardirq.h>
#include <asm/system.h>
#include <linux/mm.h>

void set_page_dirty_lock(struct page *page)
{
	might_sleep();	/* there is no lock in a page yet */
	set_page_dirty(page);
}
