/* SPDX-License-Identifier: GPL-2.0-only */
/* Frees by first putting the block on its list, and then joining buddies until there are none. */
#include <linux/mmzone.h>

static void enlist(struct zone *zone, u32 pfn, unsigned order)
{
	struct page *page = pfn_to_page(pfn);

	page->flags |= PG_buddy;
	page->private = order;
	list_add(&page->lru, &zone->free_area[order]);
	zone->free_pages += 1 << order;
}

static unsigned unlist(struct zone *zone, u32 pfn)
{
	struct page *page = pfn_to_page(pfn);

	list_del(&page->lru);
	page->flags &= ~(u32)PG_buddy;
	zone->free_pages -= 1 << page->private;
	return page->private;
}

static bool can_join(struct zone *zone, u32 pfn)
{
	u32 order = pfn_to_page(pfn)->private, other = ((pfn - zone->start) ^ 1 << order) + zone->start;

	return order != MAX_ORDER - 1 && other < zone->end &&
	       (pfn_to_page(other)->flags & PG_buddy) && pfn_to_page(other)->private == order;
}

void free_block(struct zone *zone, struct page *page, unsigned order)
{
	u32 pfn = page_to_pfn(page);

	enlist(zone, pfn, order);
	while (can_join(zone, pfn)) {
		u32 other = ((pfn - zone->start) ^ 1 << pfn_to_page(pfn)->private) + zone->start;

		order = unlist(zone, pfn);
		unlist(zone, other);
		pfn = pfn < other ? pfn : other;
		enlist(zone, pfn, order + 1);
	}
}

struct page *alloc_block(struct zone *zone, unsigned order)
{
	unsigned have;

	for (have = order; have < MAX_ORDER; have++) {
		struct list_head *first = zone->free_area[have].next;
		u32 pfn, middle;

		if (first == &zone->free_area[have])
			continue;
		pfn = page_to_pfn(list_entry(first, struct page, lru));
		unlist(zone, pfn);
		for (; have > order; have--) {
			middle = pfn + (1 << (have - 1));
			enlist(zone, have % 2 ? middle : pfn, have - 1);
			pfn = have % 2 ? pfn : middle;
		}
		return pfn_to_page(pfn);
	}
	return NULL;
}
