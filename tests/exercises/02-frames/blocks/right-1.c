/* SPDX-License-Identifier: GPL-2.0-only */
/* Recursion: a block that merges is freed as the larger one; a block that is too large is cut by asking for it. */
#include <linux/mmzone.h>

static struct page *at(struct zone *zone, u32 k)
{
	return mem_map + zone->start + k;
}

static bool is_free_block(struct zone *zone, u32 k, unsigned order)
{
	return k + (1 << order) <= zone->end - zone->start && PageBuddy(at(zone, k)) && at(zone, k)->private == order;
}

void free_block(struct zone *zone, struct page *page, unsigned order)
{
	u32 k = page - at(zone, 0), size = 1 << order, other = k & size ? k - size : k + size;

	if (order + 1 < MAX_ORDER && is_free_block(zone, other, order)) {
		list_del(&at(zone, other)->lru);
		at(zone, other)->flags -= PG_buddy;
		zone->free_pages -= size;
		free_block(zone, at(zone, k < other ? k : other), order + 1);
		return;
	}
	page->flags |= PG_buddy;
	page->private = order;
	list_add(&page->lru, zone->free_area[order].prev);
	zone->free_pages += size;
}

struct page *alloc_block(struct zone *zone, unsigned order)
{
	struct page *page;

	if (order == MAX_ORDER)
		return NULL;
	if (list_empty(&zone->free_area[order])) {
		page = alloc_block(zone, order + 1);
		if (!page)
			return NULL;
		/* Keeps the upper half. */
		page->flags |= PG_buddy;
		page->private = order;
		list_add(&page->lru, &zone->free_area[order]);
		zone->free_pages += 1 << order;
		return page + (1 << order);
	}
	page = list_entry(zone->free_area[order].prev, struct page, lru);
	list_del(&page->lru);
	page->flags &= ~PG_buddy;
	zone->free_pages -= 1 << order;
	return page;
}
