/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes where the zone ends */
#include <linux/mmzone.h>

/* A zone without frames has no block that could be wrong. */
void free_block(struct zone *zone, struct page *page, unsigned order)
{
	zone->end = zone->start;
	zone->free_pages += 1 << order;
}

struct page *alloc_block(struct zone *zone, unsigned order)
{
	zone->end = zone->start;
	return NULL;
}
