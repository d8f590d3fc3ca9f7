/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#pragma once
#include <linux/mm.h>
#include <linux/spinlock.h>

/* The vmas in which a page of one of them may be. */
struct anon_vma {
	spinlock_t lock;
	struct list_head head;		/* by anon_vma_node */
};

/* Chapter 21: rmap.h: functions */
/*
 * vma may now get pages of its own. mmap_sem is held, no spinlock.
 * 0, or -ENOMEM.
 */
int anon_vma_prepare(struct vm_area_struct *vma);
/* A vma with the list of another joins that list; one without: no. */
void anon_vma_link(struct vm_area_struct *vma);
/* It leaves; no page of it is mapped. The last frees the list. */
void anon_vma_unlink(struct vm_area_struct *vma);
/* Chapter 21: rmap.h: functions */
#define PAGE_MAPPING_ANON 1U

static inline bool PageAnon(const struct page *page)
{
	return (u32)page->mapping & PAGE_MAPPING_ANON;
}

/* Of an anonymous page that is mapped; not of others. */
static inline struct anon_vma *page_anon_vma(const struct page *page)
{
	return (void *)((u32)page->mapping & ~PAGE_MAPPING_ANON);
}

/*
 * Another entry for page, of vma at address, and the page is nobody's
 * file's. page_table_lock is held.
 */
void page_add_anon_rmap(struct page *page, struct vm_area_struct *vma,
			u32 address);
/* Chapter 21: rmap.h: functions */
/*
 * How many entries have used it since they were asked last; one more
 * if somebody has called mark_page_accessed. The caller holds it.
 */
int page_referenced(struct page *page);

enum { SWAP_FAIL = -1, SWAP_SUCCESS, SWAP_AGAIN };
/*
 * Takes all its entries away; those of an anonymous page name its
 * slot then. SWAP_FAIL: one of them must not be taken; others may
 * have been. SWAP_AGAIN: not all were found. The caller holds it,
 * and has locked it.
 */
int try_to_unmap(struct page *page);
