/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a frame in two places: it finds nothing wrong, but a frame is in a free block and among the hot ones */
/* The ledger of the chapter, two sums, and free_pages. */
#include <linux/mmzone.h>

bool zone_is_sound(const struct zone *zone)
{
	u32 counted = 0, listed = 0, pfn;
	struct page *page;
	int order;

	for (pfn = zone->start; pfn < zone->end; pfn++)
		counted += !page_count(pfn_to_page(pfn)) && !PageReserved(pfn_to_page(pfn));
	for (order = 0; order < MAX_ORDER; order++)
		list_for_each_entry(page, &zone->free_area[order], lru)
			listed += 1 << page->private;
	return counted == listed + zone->hot_count && listed == zone->free_pages;
}
