/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include <asm/setup.h>
#include <linux/blkdev.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/swap.h>

u32 total_swap_pages, nr_swap_pages;

static struct swap_info {
	struct block_device *bdev;	/* NULL: no area */
	u16 *swap_map;			/* how often each is named */
	u32 max;			/* slots, number 0 included */
	u32 next;			/* where to look */
} swap;
static spinlock_t swap_lock;		/* guards swap_map */

/* Chapter 21: swapfile.c: slots */
swp_entry_t get_swap_page(void)
{
	swp_entry_t entry = { 0 };
	u32 n;

	spin_lock(&swap_lock);
	for (n = swap.max; n && !entry.val; n--) {
		if (swap.next >= swap.max)
			swap.next = 1;
		if (!swap.swap_map[swap.next])
			entry.val = swap.next;
		swap.next++;
	}
	if (entry.val) {
		swap.swap_map[entry.val] = 1;
		nr_swap_pages--;
	}
	spin_unlock(&swap_lock);
	return entry;
}
/* Chapter 21: swapfile.c: slots */

bool swap_duplicate(swp_entry_t entry)
{
	bool used;

	BUG_ON(!entry.val || entry.val >= swap.max);
	spin_lock(&swap_lock);
	used = swap.swap_map[entry.val];
	if (used)
		swap.swap_map[entry.val]++;
	spin_unlock(&swap_lock);
	return used;
}

void swap_free(swp_entry_t entry)
{
	BUG_ON(entry.val >= swap.max || !swap.swap_map[entry.val]);
	spin_lock(&swap_lock);
	if (!--swap.swap_map[entry.val])
		nr_swap_pages++;
	spin_unlock(&swap_lock);
}

u32 swap_count(swp_entry_t entry)
{
	return entry.val < swap.max ? swap.swap_map[entry.val] : 0;
}

/* Chapter 21: swapfile.c: may it be shared, or given up? */
/* Locked, and in the cache, which is one of the two that hold it. */
static bool exclusive_swap_page(struct page *page)
{
	swp_entry_t entry = { page->private };

	return swap_count(entry) == 1 && page_count(page) == 2;
}

bool can_share_swap_page(struct page *page)
{
	BUG_ON(!PageLocked(page));
	if (PageSwapCache(page))
		return exclusive_swap_page(page);
	return page_count(page) == 1;
}

bool remove_exclusive_swap_page(struct page *page)
{
	if (!PageSwapCache(page) || !exclusive_swap_page(page))
		return false;
	delete_from_swap_cache(page);
	set_page_dirty(page);
	return true;
}
/* Chapter 21: swapfile.c: may it be shared, or given up? */

void free_page_and_swap_cache(struct page *page)
{
	if (PageSwapCache(page) && trylock_page(page)) {
		remove_exclusive_swap_page(page);
		unlock_page(page);
	}
	put_page(page);
}

void free_swap_and_cache(swp_entry_t entry)
{
	struct page *page = lookup_swap_cache(entry);

	swap_free(entry);
	if (page)
		free_page_and_swap_cache(page);
}

/* Chapter 21: swapfile.c: the area */
int rw_swap_page(int rw, swp_entry_t entry, struct page *page)
{
	return block_rw(rw, swap.bdev,
			entry.val * (PAGE_SIZE / SECTOR_SIZE), page, 0,
			PAGE_SIZE);
}

static void swap_init(void)
{
	struct page *map = NULL;
	char name[32];

	if (!option("swap", name))
		return;
	swap.bdev = find_block_device(name);
	if (swap.bdev) {
		/* Chapter 21: swap_init: how many slots */
		unsigned order = 0;

		swap.max = swap.bdev->sectors / (PAGE_SIZE / SECTOR_SIZE);
		while ((u32)PAGE_SIZE << order < swap.max * 2)
			order++;
		map = alloc_pages(GFP_KERNEL, order);
		if (map) {
			swap.swap_map = page_address(map);
			memset(swap.swap_map, 0, PAGE_SIZE << order);
			total_swap_pages = nr_swap_pages = swap.max - 1;
		}
	}
	if (!map)
		panic("swap=%s: no such disk, or no memory", name);
}
late_initcall(swap_init);
