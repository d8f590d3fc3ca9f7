/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

/*
 * Makes the access to address work: in vma, allowed, without a
 * file. Loads from an empty entry find the page of zeros, stores to
 * it or to an empty one a cleared frame; other entries stay. Takes
 * page_table_lock, and holds it neither while it finds and clears a
 * frame nor in the end. VM_FAULT_MINOR; VM_FAULT_OOM: no frame, and
 * nothing has changed. The caller holds mmap_sem. May sleep.
 */
int first_page(struct mm_struct *mm, struct vm_area_struct *vma,
	       u32 address, bool write, pte_t *pte)
{
	return VM_FAULT_SIGSEGV;
}
