/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the largest: it changes the zone's hot frames */
#include <linux/mmzone.h>

static void add(struct zone *zone, struct page *page, unsigned order)
{
	page->flags |= PG_buddy;
	page->private = order;
	list_add(&page->lru, &zone->free_area[order]);
}

static void take(struct page *page)
{
	page->flags &= ~PG_buddy;
	list_del(&page->lru);
}

void free_block(struct zone *zone, struct page *page, unsigned order)
{
	u32 k = page_to_pfn(page) - zone->start;

	zone->free_pages += 1 << order;
	for (; order < MAX_ORDER; order++) {
		u32 other = k ^ (1U << order);
		struct page *buddy = pfn_to_page(zone->start + other);

		if (zone->start + other >= zone->end ||
		    !PageBuddy(buddy) || buddy->private != order)
			break;
		take(buddy);
		k &= other;
	}
	add(zone, pfn_to_page(zone->start + k), order);
}

struct page *alloc_block(struct zone *zone, unsigned order)
{
	unsigned have = order;
	struct page *page;

	while (have < MAX_ORDER && list_empty(&zone->free_area[have]))
		have++;
	if (have >= MAX_ORDER)
		return NULL;
	page = list_entry(zone->free_area[have].next, struct page, lru);
	take(page);
	zone->free_pages -= 1 << order;
	while (have-- > order)
		add(zone, page + (1 << have), have);
	return page;
}
