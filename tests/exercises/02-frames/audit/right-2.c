/* SPDX-License-Identifier: GPL-2.0-only */
/* Goes by the lists, and writes down for each frame the order of the block that it is in. */
#include <linux/mmzone.h>

enum { NOWHERE, HOT, BLOCK }; /* BLOCK + order */

static u8 where[4096];

static s32 index(const struct zone *zone, const void *page)
{
	u32 offset = (const char *)page - (const char *)(mem_map + zone->start);

	if (offset / sizeof(struct page) >= zone->end - zone->start || offset % sizeof(struct page))
		return -1;
	return offset / sizeof(struct page);
}

static bool put(const struct zone *zone, s32 at, u32 count, u8 place)
{
	for (; count; count--, at++) {
		if (at < 0 || (u32)at >= zone->end - zone->start || where[at] != NOWHERE)
			return false;
		where[at] = place;
	}
	return true;
}

bool zone_is_sound(const struct zone *zone)
{
	u32 size = zone->end - zone->start, order, i, free = 0;
	const struct page *pages = mem_map + zone->start;
	s32 at;

	for (i = 0; i < size; i++)
		where[i] = NOWHERE;
	for (i = 0; i < zone->hot_count; i++)
		if (i == HOT_MAX || !put(zone, index(zone, zone->hot[i]), 1, HOT))
			return false;
	for (order = 0; order < MAX_ORDER; order++) {
		const struct list_head *head = &zone->free_area[order], *link = head->next, *before = head;

		while (link != head) {
			at = index(zone, list_entry(link, struct page, lru));
			if (at < 0 || link->prev != before)
				return false;
			if (!put(zone, at, 1 << order, BLOCK + order))
				return false;
			if ((zone->start + at) % (1 << order) || pages[at].private != order || !PageBuddy(&pages[at]))
				return false;
			free += 1 << order;
			before = link;
			link = link->next;
		}
		if (head->prev != before)
			return false;
	}
	for (i = 0; i < size; i++) {
		bool first, held = pages[i]._count.counter || PageReserved(&pages[i]);

		if (held != (where[i] == NOWHERE))
			return false;
		order = where[i] - BLOCK;
		first = where[i] >= BLOCK && (zone->start + i) % (1 << order) == 0;
		if (PageBuddy(&pages[i]) != first)
			return false;
		if (!first || order == MAX_ORDER - 1 || !((zone->start + i) & 1 << order))
			continue;
		/* The upper of two looks for the lower, which may begin before the zone. */
		if (i >= 1U << order && where[i - (1 << order)] == BLOCK + order)
			return false;
	}
	return free == zone->free_pages;
}
