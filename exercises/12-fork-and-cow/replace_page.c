/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

/*
 * A store to address finds *pte read-only, in vma, which allows it;
 * others hold the page, or it is the page of zeros. Puts a copy in,
 * if the entry is the same when that is made. *spare: a frame for
 * it, or NULL; one that was not needed is left there. Called with
 * page_table_lock, which guards *spare, too; releases it.
 * VM_FAULT_MINOR; VM_FAULT_OOM: no frame, and nothing has changed.
 * The caller holds mmap_sem. May sleep. Linux: part of do_wp_page.
 */
int replace_page(struct mm_struct *mm, struct vm_area_struct *vma,
		 u32 address, pte_t *pte, struct page **spare)
{
	return VM_FAULT_SIGSEGV;
}
