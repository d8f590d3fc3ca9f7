/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/swap.h>

u32 pswpin, pswpout;

void swap_readpage(struct page *page)
{
	swp_entry_t entry = { page->private };

	pswpin++;
	if (!rw_swap_page(READ, entry, page)) {
		set_page_flag(page, PG_uptodate);
	} else {
		/* Chapter 21: swap_readpage: it cannot be read */
		delete_from_swap_cache(page);
	}
	unlock_page(page);
}

/* Chapter 21: page_io.c: write */
int swap_writepage(struct page *page)
{
	swp_entry_t entry = { page->private };
	int error = rw_swap_page(WRITE, entry, page);

	pswpout++;
	if (error) {
		/* Chapter 21: swap_writepage: it cannot be written */
		set_page_dirty(page);
	}
	return error;
}
