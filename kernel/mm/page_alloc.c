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

/* Chapter 2: page_alloc.c: blocks on lists */
static void add_block(struct zone *zone, struct page *page,
		      unsigned order)
{
	page->flags |= PG_buddy;
	page->private = order;
	list_add(&page->lru, &zone->free_area[order]);
	zone->free_pages += 1 << order;
}
/* Chapter 2: page_alloc.c: blocks on lists */

static void take_block(struct zone *zone, struct page *page)
{
	page->flags &= ~PG_buddy;
	list_del(&page->lru);
	zone->free_pages -= 1 << page->private;
}
/* Chapter 2: page_alloc.c: freeing a block */
/* Interrupts are off. */
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
/* Chapter 2: page_alloc.c: allocating a block */
/* Interrupts are off. */
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
/* Chapter 2: page_alloc.c: hot frames */
#define HOT_BATCH 8

/* Chapter 2: page_alloc.c: drain the coldest */
/* Interrupts are off. */
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
/* Chapter 2: page_alloc.c: hot frames */

/* Interrupts are off. */
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
/* Chapter 2: page_alloc.c: put_page */
void put_page(struct page *page)
{
	if (!PageReserved(page) && put_page_testzero(page))
		free_hot_page(page);
}
/* Chapter 2: page_alloc.c: marks */
static u32 min_mark(const struct zone *zone, u32 gfp)
{
	u32 mark = zone->pages_min;

	if (gfp & __GFP_HIGH)
		mark /= 2;
	if (!(gfp & __GFP_WAIT))
		mark -= mark / 4;
	return mark;
}
/* Chapter 2: page_alloc.c: marks */

static void set_marks(struct zone *zone, u32 min)
{
	zone->pages_min = min;
	zone->pages_low = 2 * min;
}
/* Chapter 2: page_alloc.c: marks */

void setup_per_zone_pages_min(void)
{
	struct zone *low = &zones[ZONE_NORMAL];
	struct zone *high = &zones[ZONE_HIGHMEM];

	/* Chapter 2: setup_per_zone_pages_min: how much is little? */
	u32 kbytes = low->present_pages * 4, root = 128;
	u32 frames = high->present_pages / 1024;

	while ((root + 1) * (root + 1) <= kbytes)
		root++;
	set_marks(low, root / 4);
	set_marks(high, frames < 32 ? 32 : frames > 128 ? 128 : frames);
	low->protection[ZONE_HIGHMEM] = high->present_pages ?
		LOWER_ZONE_PROTECTION * high->pages_low : 0;
}
/* Chapter 2: page_alloc.c: from one zone */
static inline bool can_spare(const struct zone *zone, u32 mark,
			     int type, unsigned order)
{
	return zone->free_pages + zone->hot_count >=
	       mark + zone->protection[type] + (1 << order);
}
/* Chapter 2: page_alloc.c: from one zone */

static struct page *from_zone(struct zone *zone, unsigned order)
{
	if (!order)
		return take_hot_page(zone);
	drain(zone, HOT_MAX);
	return take_order(zone, order);
}
/* Chapter 2: page_alloc.c: from one of the zones */
/* Interrupts are off. */
static struct page *from_zones(u32 gfp, unsigned order)
{
	int type = gfp & __GFP_HIGHMEM ? ZONE_HIGHMEM : ZONE_NORMAL;
	struct page *page = NULL;
	int z;

	for (z = type; !page && z >= 0; z--)
		if (can_spare(&zones[z], zones[z].pages_low,
			      type, order))
			page = from_zone(&zones[z], order);
	for (z = type; !page && z >= 0; z--)
		if (can_spare(&zones[z], min_mark(&zones[z], gfp),
			      type, order))
			page = from_zone(&zones[z], order);
	return page;
}
/* Chapter 2: page_alloc.c: alloc_pages */
/* Chapter 2: page_alloc.c: what later chapters need */
/* Chapter 10: page_alloc.c: what later chapters need */
u32 fail_alloc;
/* Chapter 21: page_alloc.c: what later chapters need */

#include <linux/swap.h>

struct page *alloc_pages(u32 gfp, unsigned order)
{
	struct page *page;
	u32 flags;

	/* Chapter 2: alloc_pages: is it told to fail? */
	/* Chapter 10: alloc_pages: is it told to fail? */
	if (fail_alloc && !--fail_alloc)
		return NULL;
	local_irq_save(flags);
	page = from_zones(gfp, order);
	local_irq_restore(flags);
	/* Chapter 21: alloc_pages: none was left */
	while (!page && gfp & __GFP_WAIT &&
	       (shrink_page_cache(32) || shrink_swap_cache())) {
		local_irq_save(flags);
		page = from_zones(gfp, order);
		local_irq_restore(flags);
	}
	if (page)
		/* Chapter 2: alloc_pages: hand it over */
		{
			struct page *p = page + (1 << order);

			do {
				p--;
				BUG_ON(page_count(p) || PageReserved(p));
				/* Chapter 2: alloc_pages: check the poison */
				if (page_poisoning)
					check_poison(p);
				/* Chapter 2: alloc_pages: forget what it was */
				/* Chapter 18: alloc_pages: forget what it was */
				p->flags &= ~(PG_dirty | PG_referenced);
				/* Chapter 21: alloc_pages: forget what it was */
				p->flags &= ~PG_SWAP_FLAGS;
				p->mapping = NULL;
				atomic_set(&p->_count, 1);
			} while (p > page);
		}
	return page;
}
/* Chapter 2: page_alloc.c: free_pages */

void free_pages(struct page *page, unsigned order)
{
	unsigned i;

	for (i = 0; i < 1U << order; i++)
		put_page(page + i);
}
/* Chapter 2: page_alloc.c: free_pages */

void drain_hot_pages(void)
{
	u32 flags;

	local_irq_save(flags);
	drain(&zones[ZONE_NORMAL], HOT_MAX);
	drain(&zones[ZONE_HIGHMEM], HOT_MAX);
	local_irq_restore(flags);
}
/* Chapter 2: page_alloc.c: zones_init */
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
/* Chapter 9 (address-spaces) */

u32 nr_free_pages(void)
{
	u32 i, n = 0;

	for (i = 0; i < MAX_NR_ZONES; i++)
		n += zones[i].free_pages + zones[i].hot_count;
	return n;
}
