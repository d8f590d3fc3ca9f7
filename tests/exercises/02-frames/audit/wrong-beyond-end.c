/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a crooked block: a page fault: it reads from */
/* Looks at all frames of a block, before asking where the zone ends. */
#include <linux/mmzone.h>
#include <linux/string.h>

static u8 places[4096];

/* The page whose lru, or whose first byte, lies there; or NULL. */
static struct page *page_at(const struct zone *zone, const void *at,
			    u32 offset)
{
	u32 k = ((u32)at - offset - (u32)pfn_to_page(zone->start));

	if (k % sizeof(struct page) ||
	    k >= (zone->end - zone->start) * sizeof(struct page))
		return NULL;
	return pfn_to_page(zone->start) + k / sizeof(struct page);
}

static bool put_down(const struct zone *zone, const struct page *page)
{
	return !PageReserved(page) && !page_count(page) &&
	       !places[page_to_pfn(page) - zone->start]++;
}

static bool block_is_sound(const struct zone *zone,
			   const struct page *page, unsigned order)
{
	u32 pfn = page_to_pfn(page), other = pfn ^ 1U << order, i;

	if (!PageBuddy(page) || page->private != order ||
	    pfn % (1U << order))
		return false;
	for (i = 0; i < 1U << order; i++)
		if (!put_down(zone, page + i))
			return false;
	if (order == MAX_ORDER - 1 || other < zone->start ||
	    other >= zone->end)
		return true;
	page = pfn_to_page(other);
	return !PageBuddy(page) || page->private != order;
}

static bool list_is_sound(const struct zone *zone, unsigned order,
			  u32 *sum, u32 *blocks)
{
	const struct list_head *head = &zone->free_area[order];
	const struct list_head *at = head->next, *before = head;

	for (; at != head; before = at, at = at->next) {
		u32 lru = __builtin_offsetof(struct page, lru);
		struct page *page = page_at(zone, at, lru);

		if (!page || at->prev != before ||
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
	for (i = 0; i < zone->hot_count; i++) {
		struct page *page = page_at(zone, zone->hot[i], 0);

		if (!page || !put_down(zone, page))
			return false;
	}
	for (i = zone->start; i < zone->end; i++) {
		const struct page *page = pfn_to_page(i);
		bool free = !PageReserved(page) && !page_count(page);

		if (places[i - zone->start] != free)
			return false;
		blocks -= PageBuddy(page);
	}
	return !blocks;
}
