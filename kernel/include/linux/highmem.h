/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#pragma once
#include <linux/types.h>

struct page;
/*
 * For any page, high or low; the caller holds it. offset + n: at
 * most a page.
 */
void clear_highpage(struct page *page);
void copy_highpage(struct page *to, struct page *from);
void copy_to_highpage(struct page *to, u32 offset,
		      const void *from, size_t n);
void copy_from_highpage(void *to, struct page *from, u32 offset,
			size_t n);
/* Chapter 17 (kmap-atomic) */

#include <asm/kmap_types.h>

extern bool debug_highmem;	/* debug=highmem was asked for */

/* Where the window of type lies, on this processor. */
u32 kmap_address(enum km_type type, u32 cpu);
/*
 * An address for a page until kunmap_atomic, which gets it back. The
 * caller holds the page, has no window of this type, and does not
 * sleep in between: the preemption count is raised. From anywhere.
 */
void *kmap_atomic(struct page *page, enum km_type type);
void kunmap_atomic(void *address, enum km_type type);
/* Chapter 17 (kmap-atomic) */

#define PKMAP_BASE 0xff800000U
#define LAST_PKMAP 1024

/* 0: free. 1: nobody's, and still mapped. n: n - 1 use it. */
extern u32 pkmap_count[LAST_PKMAP];
extern u32 pkmap_flushes;	/* how often all of it was flushed */

/*
 * An address for a page that its holder may sleep with, until as
 * many kunmap. May sleep: if the pool is full, until somebody gives
 * an address back. The same page has the same address for all.
 */
void *kmap(struct page *page);
void kunmap(struct page *page);
