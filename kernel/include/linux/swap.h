/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#pragma once
#include <linux/swapops.h>

struct page;

extern u32 total_swap_pages, nr_swap_pages;	/* all; free ones */
extern u32 pswpin, pswpout;	/* pages read, and written, so far */

/* A free slot, named once; or 0. Never sleeps; in no interrupt. */
swp_entry_t get_swap_page(void);
/* Named once more. False: nobody has named it; it is free. */
bool swap_duplicate(swp_entry_t entry);
/* Named once less. */
void swap_free(swp_entry_t entry);
/* How often it is named. */
u32 swap_count(swp_entry_t entry);
/* Chapter 21: swap.h: the cache */

/*
 * A page that has a slot is found here, with a reference; or NULL.
 * Never sleeps; in no interrupt.
 */
struct page *lookup_swap_cache(swp_entry_t entry);
/*
 * A locked page, held by its caller, gets a slot, and the cache holds
 * it from now on. False: no slot, or no memory.
 */
bool add_to_swap(struct page *page);
/* The page leaves the cache; the slot is named once less. Locked. */
void delete_from_swap_cache(struct page *page);
/* The same without slot and reference; tree_lock is held. */
void __delete_from_swap_cache(struct page *page);
/*
 * The page of a slot, with a reference. Reads it if it is in no
 * frame; sleeps. NULL: no memory, or nobody names the slot any more.
 * If it could not be read, it is not PageUptodate.
 */
struct page *read_swap_cache(swp_entry_t entry);
/* Chapter 21: swap.h: the cache */
/* Drops what only the cache holds; how many pages. Never sleeps. */
u32 shrink_swap_cache(void);
/* Chapter 21: swap.h: the area */

/* The page of its slot; returns with the page unlocked. Sleeps. */
void swap_readpage(struct page *page);
/* A locked page, clean so far, to its slot. 0, or -EIO. Sleeps. */
int swap_writepage(struct page *page);
/* Reads or writes a page of the area; 0, or -EIO. */
int rw_swap_page(int rw, swp_entry_t entry, struct page *page);
/* Chapter 21: swap.h: the area */

struct mm_struct;
/*
 * Sends the page at address away, if it can be. 0; -EFAULT: none is
 * there, or one of the kernel's; -EBUSY: it stays. Sleeps. (Ours.)
 */
int swap_out(struct mm_struct *mm, u32 address);
/* Chapter 21: swap.h: the area */

/*
 * Has only the caller's entry a claim to this page? It is locked, and
 * not reserved.
 */
bool can_share_swap_page(struct page *page);
/*
 * Out of the cache, and the slot is free, if nobody else names it
 * and nobody but the caller holds the page. Locked. Says whether.
 */
bool remove_exclusive_swap_page(struct page *page);
/* Chapter 21: swap.h: the area */

/* put_page; if only the cache is left, out of there, too. */
void free_page_and_swap_cache(struct page *page);
/* swap_free; and the same for its page, if there is one. */
void free_swap_and_cache(swp_entry_t entry);
