/* SPDX-License-Identifier: GPL-2.0-only */
/* Goes by the pages: blocks as their marks say, every other free frame is looked for among the hot ones. The lists
 * must then hold as many blocks as there are marks. */
#include <linux/mmzone.h>

static bool is_free(const struct page *page)
{
	return !(page->flags & PG_reserved) && page->_count.counter == 0;
}

static u32 times_hot(const struct zone *zone, const struct page *page)
{
	u32 i, n = 0;

	for (i = 0; i < zone->hot_count; i++)
		n += zone->hot[i] == page;
	return n;
}

/* All links that can be reached; each from a page that says that it belongs to this list. */
static bool walk(const struct zone *zone, u32 order, u32 *left)
{
	const struct list_head *head = &zone->free_area[order], *at = head;
	const struct page *first = pfn_to_page(zone->start), *behind = pfn_to_page(zone->end);

	for (;;) {
		const struct list_head *next = at->next;

		if (next != head) {
			const struct page *page = list_entry(next, struct page, lru);

			if (page < first || page >= behind || ((u32)page - (u32)first) % sizeof(*page))
				return false;
			if (!*left || !PageBuddy(page) || page->private != order)
				return false;
			--*left;
		}
		if (next->prev != at)
			return false;
		if (next == head)
			return true;
		at = next;
	}
}

bool zone_is_sound(const struct zone *zone)
{
	u32 k, i, order, free = 0, hot = 0, blocks = 0;

	if (zone->hot_count > HOT_MAX)
		return false;
	for (k = zone->start; k < zone->end; k++) {
		const struct page *page = pfn_to_page(k);

		if (!PageBuddy(page)) {
			i = times_hot(zone, page);
			if (i != is_free(page))
				return false;
			hot += i;
			continue;
		}
		order = page->private;
		if (order >= MAX_ORDER || k & ((1 << order) - 1) || (1U << order) > zone->end - k)
			return false;
		for (i = k; i < k + (1 << order); i++)
			if (!is_free(pfn_to_page(i)) || times_hot(zone, pfn_to_page(i)) || PageBuddy(pfn_to_page(i)) != (i == k))
				return false;
		/* The lower of two looks for the upper. */
		if (order < MAX_ORDER - 1 && !(k >> order & 1) && i < zone->end && PageBuddy(pfn_to_page(i)) && pfn_to_page(i)->private == order)
			return false;
		free += 1 << order;
		blocks++;
		k = i - 1;
	}
	for (order = 0; order < MAX_ORDER; order++)
		if (!walk(zone, order, &blocks))
			return false;
	return blocks == 0 && hot == zone->hot_count && free == zone->free_pages;
}
