/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#pragma once
#include <asm/atomic.h>
#include <asm/page.h>
#include <linux/kernel.h>
#include <linux/list.h>

struct page {
	u32 flags;		/* PG_* bits */
	atomic_t _count;	/* holders; 0: free */
	u32 private;		/* for whoever has the page now */
	struct list_head lru;	/* a list of free or used pages */
	/* Chapter 2: page: what later chapters need */
};

/* Chapter 2: mm.h: flags */
enum {
	PG_reserved = 1,	/* never the allocator's */
	PG_buddy = 2,		/* head of a free block of 2^private */
	PG_highmem = 4,		/* in the high zone */
};

#define PageReserved(page) (((page)->flags & PG_reserved) != 0)
#define PageBuddy(page)    (((page)->flags & PG_buddy) != 0)
#define PageHighMem(page)  (((page)->flags & PG_highmem) != 0)
/* Chapter 2: mm.h: page, frame, address */
extern struct page *mem_map;
extern u32 max_pfn, max_low_pfn;	/* first frame beyond */

#define pfn_to_page(pfn)  (mem_map + (pfn))
#define page_to_pfn(page) ((u32)((page) - mem_map))
/* Chapter 2: mm.h: page, frame, address */

/* The kernel's address of a lowmem page. Never of a highmem one. */
static inline void *page_address(struct page *page)
{
	BUG_ON(PageHighMem(page));
	return __va((u32)(page_to_pfn(page) * PAGE_SIZE));
}
/* Chapter 2: mm.h: counting */
static inline u32 page_count(const struct page *page)
{
	return atomic_read(&page->_count);
}

/* One holder more. The caller already holds the page. */
static inline void get_page(struct page *page)
{
	BUG_ON(!page_count(page));
	atomic_inc(&page->_count);
}
/* Chapter 2: mm.h: counting */

/* One holder less. Returns true if that was the last one. */
static inline bool put_page_testzero(struct page *page)
{
	BUG_ON(!page_count(page));
	return atomic_dec_and_test(&page->_count);
}

/* Lets go of a page; frees it if nobody else holds it. */
void put_page(struct page *page);
/* Chapter 3 (paging) */

/* The struct page behind an address in the direct map. */
#define virt_to_page(va) pfn_to_page(PFN_DOWN(__pa(va)))
