/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/pagemap.h>

/* Takes mm's page_table_lock, and gives the entry for address. */
pte_t *pte_lock(struct mm_struct *mm, u32 address);
void pte_unlock(struct mm_struct *mm);

/*
 * Makes the access to address, which lies in vma and is allowed by
 * it, work: the entry names the page of the vma's file, or a copy
 * for a private store. VM_FAULT_MINOR: it is worth trying. _SIGBUS:
 * behind the end of the file. _OOM: no frame. The caller holds
 * mmap_sem, for reading at least, and no spinlock. May sleep.
 * Linux's do_no_page is called with the lock held.
 */
int file_page(struct vm_area_struct *vma, u32 address, bool write)
{
	return VM_FAULT_MINOR;
}
