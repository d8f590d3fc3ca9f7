/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a wrong order: it finds nothing wrong */
#include <linux/mmzone.h>
#include <linux/string.h>

static u8 places[4096];

/* Whether it is a page of the zone, seen for the first time. */
static bool is_new(const struct zone *zone, const struct page *page)
{
	u32 size = (zone->end - zone->start) * sizeof(*page);
	u32 at = (u32)page - (u32)pfn_to_page(zone->start);

	return at < size && at % sizeof(*page) == 0 &&
	       !places[at / sizeof(*page)]++;
}

static bool block_is_sound(const struct zone *zone,
			   const struct page *page, unsigned order)
{
	u32 pfn = page_to_pfn(page), size = 1 << order, i;

	if (!PageBuddy(page) || pfn % size)
		return false;
	for (i = 1; i < size; i++)
		if (!is_new(zone, page + i))
			return false;
	if (order == MAX_ORDER - 1 || pfn & size ||
	    pfn + size >= zone->end)
		return true;
	page += size;
	return !PageBuddy(page) || page->private != order;
}

static bool list_is_sound(const struct zone *zone, unsigned order,
			  u32 *sum, u32 *blocks)
{
	const struct list_head *head = &zone->free_area[order];
	const struct list_head *at = head->next, *before = head;

	for (; at != head; before = at, at = at->next) {
		struct page *page = list_entry(at, struct page, lru);

		if (!is_new(zone, page) || at->prev != before ||
		    !block_is_sound(zone, page, order))
			return false;
		*sum += 1 << order;
		++*blocks;
	}
	return head->prev == before;
}

bool zone_is_sound(const struct zone *zone)
{
	u32 sum = 0, blocks = 0, i;

	memset(places, 0, sizeof(places));
	for (i = 0; i < MAX_ORDER; i++)
		if (!list_is_sound(zone, i, &sum, &blocks))
			return false;
	if (sum != zone->free_pages || zone->hot_count > HOT_MAX)
		return false;
	for (i = 0; i < zone->hot_count; i++)
		if (!is_new(zone, zone->hot[i]))
			return false;
	for (i = zone->start; i < zone->end; i++) {
		const struct page *page = pfn_to_page(i);
		bool free = !PageReserved(page) && !page_count(page);

		if (places[i - zone->start] != free)
			return false;
		blocks -= PageBuddy(page);
	}
	return !blocks;
}
