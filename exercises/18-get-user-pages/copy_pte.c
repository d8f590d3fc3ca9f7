/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

/*
 * Gives a child what an entry of its parent's in vma names, or a copy
 * of it in *spare, which is then NULL: if the page is held by others
 * than entries, and is neither reserved, nor a file's, nor in a vma
 * that is VM_SHARED or without VM_MAYWRITE. *to is empty, *from is
 * not. -EAGAIN: a copy is needed and *spare is NULL; nothing has
 * changed. Else 0. The caller holds both memories' page_table_lock,
 * and flushes. Linux: copy_present_pte.
 */
int copy_pte(pte_t *to, pte_t *from,
	     const struct vm_area_struct *vma, struct page **spare)
{
	return -EFAULT;
}
