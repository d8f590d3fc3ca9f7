/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/replay.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/swap.h>

/* Chapter 21: vmscan.c: write it */
static bool pageout(struct page *page)
{
	if (page_count(page) != 2 || !PageSwapCache(page))
		return false;
	clear_page_flag(page, PG_dirty);
	return !swap_writepage(page);
}

/* Chapter 21: vmscan.c: let it go */
static bool remove_page(struct page *page)
{
	swp_entry_t entry = { 0 };
	bool gone;

	spin_lock(&tree_lock);
	gone = page_count(page) == 2 && !PageDirty(page);
	if (gone && PageSwapCache(page)) {
		entry.val = page->private;
		__delete_from_swap_cache(page);
		put_page(page);
	} else if (gone) {
		/* Chapter 21: remove_page: a page of a file */
		gone = page->mapping && !PageAnon(page) && !list_empty(&page->lru);
		if (gone)
			remove_from_page_cache(page);
	}
	spin_unlock(&tree_lock);
	if (entry.val)
		swap_free(entry);
	return gone;
}

/* Chapter 21: vmscan.c: shrink_page */
/* Locked, and held by the caller. True: he alone has it now. */
static bool shrink_page(struct page *page)
{
	if (page_referenced(page))
		return false;
	if (PageAnon(page) && !PageSwapCache(page) &&
	    !add_to_swap(page))
		return false;
	yield_point("add_to_swap");
	if (page_mapcount(page) && try_to_unmap(page) != SWAP_SUCCESS)
		return false;
	yield_point("try_to_unmap");
	if (PageDirty(page) && !pageout(page))
		return false;
	yield_point("pageout");
	return remove_page(page);
}

/* Chapter 21: vmscan.c: swap_out */
int swap_out(struct mm_struct *mm, u32 address)
{
	struct page *page = NULL;
	bool gone;
	pte_t *pte;

	spin_lock(&mm->page_table_lock);
	pte = address < PAGE_OFFSET ? lookup_address(mm->pgd, address) :
				      NULL;
	if (pte && pte_present(*pte) && !PageReserved(pte_page(*pte)))
		page = pte_page(*pte);
	if (page)
		get_page(page);
	spin_unlock(&mm->page_table_lock);
	if (!page)
		return -EFAULT;
	lock_page(page);
	page_referenced(page);
	yield_point("shrink_page");
	gone = shrink_page(page);
	unlock_page(page);
	free_page_and_swap_cache(page);
	return gone ? 0 : -EBUSY;
}
