/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/replay.h>
#include <linux/rmap.h>
#include <linux/swap.h>

static struct radix_tree_root swapper_space;

/* Chapter 21: swap_state.c: in and out */
static int add_to_swap_cache(struct page *page, swp_entry_t entry)
{
	int error;

	spin_lock(&tree_lock);
	error = radix_tree_insert(&swapper_space, entry.val, page);
	if (!error) {
		get_page(page);
		set_page_flag(page, PG_swapcache);
		page->private = entry.val;
	}
	spin_unlock(&tree_lock);
	return error;
}

void __delete_from_swap_cache(struct page *page)
{
	radix_tree_delete(&swapper_space, page->private);
	page->private = 0;
	clear_page_flag(page, PG_swapcache);
}

/* Chapter 21: swap_state.c: a slot for a page */
bool add_to_swap(struct page *page)
{
	swp_entry_t entry = get_swap_page();

	if (!entry.val)
		return false;
	if (add_to_swap_cache(page, entry)) {
		swap_free(entry);
		return false;
	}
	set_page_flag(page, PG_uptodate);
	set_page_dirty(page);
	return true;
}
/* Chapter 21: swap_state.c: a slot for a page */

void delete_from_swap_cache(struct page *page)
{
	swp_entry_t entry = { page->private };

	BUG_ON(!PageLocked(page) || !PageSwapCache(page));
	spin_lock(&tree_lock);
	__delete_from_swap_cache(page);
	spin_unlock(&tree_lock);
	swap_free(entry);
	put_page(page);
}

struct page *lookup_swap_cache(swp_entry_t entry)
{
	struct page *page;

	spin_lock(&tree_lock);
	page = radix_tree_lookup(&swapper_space, entry.val);
	if (page)
		get_page(page);
	spin_unlock(&tree_lock);
	return page;
}

/* Chapter 21: swap_state.c: read it */
struct page *read_swap_cache(swp_entry_t entry)
{
	struct page *page, *new = NULL;
	int error = 0;

	while (!(page = lookup_swap_cache(entry)) && !error) {
		if (!new)
			new = alloc_page(GFP_HIGHUSER);
		if (!new)
			return NULL;
		if (!swap_duplicate(entry))
			break;
		trylock_page(new);
		error = add_to_swap_cache(new, entry);
		if (!error) {
			swap_readpage(new);
			return new;
		}
		swap_free(entry);
		if (error == -EEXIST)
			error = 0;
	}
	if (new)
		put_page(new);
	return page;
}
/* Chapter 21: swap_state.c: read it */

u32 shrink_swap_cache(void)
{
	struct page *page;
	swp_entry_t entry;
	struct radix_tree_root *tree = &swapper_space;
	u32 slot = 0, gone = 0;

	spin_lock(&tree_lock);
	for (; (page = radix_tree_next(tree, &slot)); slot++) {
		entry.val = slot;
		if (page_count(page) != 1 ||
		    (PageDirty(page) && swap_count(entry) > 1))
			continue;
		__delete_from_swap_cache(page);
		swap_free(entry);
		put_page(page);
		gone++;
	}
	spin_unlock(&tree_lock);
	return gone;
}
