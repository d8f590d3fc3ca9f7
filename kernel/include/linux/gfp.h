/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#pragma once
#include <linux/types.h>

#define __GFP_HIGHMEM	0x02	/* may be a highmem frame */
#define __GFP_WAIT	0x10	/* the caller could wait */
#define __GFP_HIGH	0x20	/* deeper into the reserve */

#define GFP_ATOMIC	__GFP_HIGH
#define GFP_KERNEL	__GFP_WAIT
#define GFP_HIGHUSER	(__GFP_WAIT | __GFP_HIGHMEM)
/* Chapter 2: gfp.h: functions */

struct page;
/*
 * 2^order frames in a row, contents undefined, each with a count
 * of 1 that belongs to the caller; or NULL. High frames only with
 * __GFP_HIGHMEM, and then lowmem if high ones are scarce. Order: 0
 * to 10. From anywhere. Linux's, but there the count is the block's.
 */
struct page *alloc_pages(u32 gfp, unsigned order);
#define alloc_page(gfp) alloc_pages(gfp, 0)
/* Lets go of 2^order frames in a row. */
void free_pages(struct page *page, unsigned order);
/* Gives the hot frames back to the buddies. */
void drain_hot_pages(void);
/* Sets up empty zones, without a reserve. */
void zones_init(void);
/* Reserves something, once the zones have what they will have. */
void setup_per_zone_pages_min(void);
/* Chapter 9 (address-spaces) */
/* Free frames of all zones, at this moment. */
u32 nr_free_pages(void);
/* Chapter 10 (demand-paging) */

extern u32 fail_alloc;	/* the how-manieth request will fail; or 0 */
/* Chapter 15 (page-cache) */

/*
 * Drops up to n pages of files that can be read again and that nobody
 * holds, the oldest first; answers how many. tree_lock is not held.
 */
u32 shrink_page_cache(u32 n);
extern u32 nr_clean_pages;	/* that can be read again */
