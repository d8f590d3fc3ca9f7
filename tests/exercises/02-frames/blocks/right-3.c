/* SPDX-License-Identifier: GPL-2.0-only */
/* Takes a piece out of the middle of a block, and frees the frames around it one by one: they find each other again. What leaves a list points nowhere. */
#include <linux/mmzone.h>

static struct page *frame(const struct zone *zone, u32 k)
{
	return &mem_map[zone->start + k];
}

static void leave_list(struct page *page)
{
	struct list_head *l = &page->lru;

	l->next->prev = l->prev;
	l->prev->next = l->next;
	l->next = l->prev = (void *)0xDEAD0000;
	page->flags ^= PG_buddy;
	page->private = 0;
}

/* Into its list, which is kept in the order of addresses. */
static void enter_list(struct zone *zone, struct page *page, unsigned order)
{
	struct list_head *head = zone->free_area + order, *at = head->next;

	while (at != head && at < &page->lru)
		at = at->next;
	page->lru = (struct list_head){ .next = at, .prev = at->prev };
	at->prev->next = &page->lru;
	at->prev = &page->lru;
	page->flags ^= PG_buddy;
	page->private = order;
}

static void free_frame(struct zone *zone, u32 k)
{
	u32 zone_size = zone->end - zone->start;
	unsigned order = 0;

	zone->free_pages++;
	for (;;) {
		u32 other = k >> order & 1 ? k - (1 << order) : k + (1 << order);

		if (order == 10 || other >= zone_size || !PageBuddy(frame(zone, other)) || frame(zone, other)->private != order)
			break;
		leave_list(frame(zone, other));
		order++;
		k = k >> order << order;
	}
	enter_list(zone, frame(zone, k), order);
}

void free_block(struct zone *zone, struct page *page, unsigned order)
{
	u32 k = page - frame(zone, 0), i;

	/* From the last frame to the first. */
	for (i = 1 << order; i--; )
		free_frame(zone, k + i);
}

struct page *alloc_block(struct zone *zone, unsigned order)
{
	u32 k, i, size, wanted = 1 << order, at;
	unsigned have;

	for (have = order; have <= 10 && list_empty(&zone->free_area[have]); have++)
		;
	if (have > 10)
		return NULL;
	k = list_entry(zone->free_area[have].next, struct page, lru) - frame(zone, 0);
	leave_list(frame(zone, k));
	size = 1 << have;
	zone->free_pages -= size;
	at = size / 2 / wanted * wanted;
	for (i = 0; i < size; i++)
		if (i < at || i >= at + wanted)
			free_frame(zone, k + i);
	return frame(zone, k + at);
}
