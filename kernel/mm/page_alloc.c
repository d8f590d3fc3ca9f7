/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#include <asm/system.h>
#include <linux/frames.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/poison.h>
#include <linux/string.h>

struct zone zones[MAX_NR_ZONES];

/* Chapter 2: mm/page_alloc.c: blocks on lists */
static void add_block(struct zone *zone, struct page *page,
		      unsigned order)
{
	page->flags |= PG_buddy;
	page->private = order;
	list_add(&page->lru, &zone->free_area[order]);
	zone->free_pages += 1 << order;
}

static void take_block(struct zone *zone, struct page *page)
{
	page->flags &= ~PG_buddy;
	list_del(&page->lru);
	zone->free_pages -= 1 << page->private;
}
/* Chapter 2: mm/page_alloc.c: freeing a block */
static void free_one(struct zone *zone, u32 pfn)
{
	unsigned order = 0;

	/* Chapter 2: free_one: merge as long as the buddy is free */
	for (; order < MAX_ORDER - 1; order++) {
		u32 other = pfn ^ (1U << order);
		struct page *buddy = pfn_to_page(other);

		if (other < zone->start || other >= zone->end ||
		    !PageBuddy(buddy) || buddy->private != order)
			break;
		take_block(zone, buddy);
		pfn &= other;
	}
	add_block(zone, pfn_to_page(pfn), order);
}
/* Chapter 2: mm/page_alloc.c: allocating a block */
static struct page *take_order(struct zone *zone, unsigned order)
{
	unsigned have = order;
	struct page *page;

	while (have < MAX_ORDER && list_empty(&zone->free_area[have]))
		have++;
	if (have >= MAX_ORDER)
		return NULL;
	page = list_entry(zone->free_area[have].next, struct page, lru);
	take_block(zone, page);
	/* Chapter 2: take_order: give back what is too much */
	while (have > order) {
		have--;
		add_block(zone, page + (1 << have), have);
	}
	return page;
}
/* Chapter 2: mm/page_alloc.c: hot frames */
#define HOT_BATCH 8

/* Chapter 2: hot frames: drain the coldest */
static void drain(struct zone *zone, u32 n)
{
	u32 i;

	if (n > zone->hot_count)
		n = zone->hot_count;
	for (i = 0; i < n; i++)
		free_one(zone, page_to_pfn(zone->hot[i]));
	zone->hot_count -= n;
	memmove(zone->hot, zone->hot + n,
		zone->hot_count * sizeof(zone->hot[0]));
}

static void free_hot_page(struct page *page)
{
	struct zone *zone = page_zone(page);
	u32 flags;

	/* Chapter 2: free_hot_page: poison */
	if (page_poisoning)
		poison_page(page);
	local_irq_save(flags);
	/* Chapter 2: free_hot_page: is the stack full? */
	if (zone->hot_count == HOT_MAX)
		drain(zone, HOT_BATCH);
	zone->hot[zone->hot_count++] = page;
	local_irq_restore(flags);
}
/* Chapter 2: mm/page_alloc.c: hot frames */

static struct page *take_hot_page(struct zone *zone)
{
	if (!zone->hot_count)
		/* Chapter 2: take_hot_page: fetch a batch */
		while (zone->hot_count < HOT_BATCH) {
			struct page *page = take_order(zone, 0);

			if (!page)
				break;
			zone->hot[zone->hot_count++] = page;
		}
	return zone->hot_count ? zone->hot[--zone->hot_count] : NULL;
}
/* Chapter 2: mm/page_alloc.c: put_page */
void put_page(struct page *page)
{
	if (!PageReserved(page) && put_page_testzero(page))
		free_hot_page(page);
}
/* Chapter 2: mm/page_alloc.c: alloc_pages */
struct page *alloc_pages(u32 gfp, unsigned order)
{
	struct zone *zone = gfp & __GFP_HIGHMEM ?
			    &zones[ZONE_HIGHMEM] : &zones[ZONE_NORMAL];
	struct page *page;
	u32 flags;

	local_irq_save(flags);
	for (;;) {
		/* Chapter 2: alloc_pages: try this zone */
		if (order) {
			drain(zone, HOT_MAX);
			page = take_order(zone, order);
		} else {
			page = take_hot_page(zone);
		}
		if (page || zone == zones)
			break;
		zone--;
	}
	local_irq_restore(flags);
	if (page)
		/* Chapter 2: alloc_pages: hand it over */
		{
			struct page *p = page, *end = page + (1 << order);

			do {
				BUG_ON(page_count(p) || PageReserved(p));
				/* Chapter 2: alloc_pages: check the poison */
				if (page_poisoning)
					check_poison(p);
				atomic_set(&p->_count, 1);
			} while (++p < end);
		}
	return page;
}
/* Chapter 2: mm/page_alloc.c: alloc_pages */

void free_pages(struct page *page, unsigned order)
{
	unsigned i;

	for (i = 0; i < 1U << order; i++)
		put_page(page + i);
}

void drain_hot_pages(void)
{
	u32 flags;

	local_irq_save(flags);
	drain(&zones[ZONE_NORMAL], HOT_MAX);
	drain(&zones[ZONE_HIGHMEM], HOT_MAX);
	local_irq_restore(flags);
}
/* Chapter 2: mm/page_alloc.c: zones_init */
void zones_init(void)
{
	int z, order;

	zones[ZONE_NORMAL].name = "low";
	zones[ZONE_NORMAL].end = max_low_pfn;
	zones[ZONE_HIGHMEM].name = "high";
	zones[ZONE_HIGHMEM].start = max_low_pfn;
	zones[ZONE_HIGHMEM].end = max_pfn;
	for (z = 0; z < MAX_NR_ZONES; z++)
		for (order = 0; order < MAX_ORDER; order++)
			INIT_LIST_HEAD(&zones[z].free_area[order]);
}
