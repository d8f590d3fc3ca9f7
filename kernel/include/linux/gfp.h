/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#pragma once
#include <linux/types.h>

#define __GFP_HIGHMEM	0x02
#define GFP_KERNEL	0x00	/* lowmem */
#define GFP_HIGHUSER	__GFP_HIGHMEM

struct page;
/*
 * 2^order frames in a row, contents undefined, each with a count
 * of 1 that belongs to the caller; or NULL. High frames only with
 * __GFP_HIGHMEM, and then lowmem if there are none.
 */
struct page *alloc_pages(u32 gfp, unsigned order);
#define alloc_page(gfp) alloc_pages(gfp, 0)
/* Lets go of 2^order frames in a row. */
void free_pages(struct page *page, unsigned order);
/* Gives the hot frames back to the buddies. */
void drain_hot_pages(void);
/* Sets up empty zones. */
void zones_init(void);
