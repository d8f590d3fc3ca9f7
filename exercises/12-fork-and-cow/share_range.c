/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

#define VM_SHARED	0x08		/* both go on writing */
#define VM_DONTCOPY	0x20000		/* a child does not have it */
#define VM_WIPEONFORK	0x2000000	/* nor what is in it */

/*
 * Gives a child what it is to have of vma, which lies in one table.
 * from, to: the parent's entries and the child's, from vm_start on;
 * the child's are empty. False: the child has no such vma. Asks for
 * no frame, and flushes once if an entry of the parent's has lost
 * the right to write. The caller holds mmap_sem for writing, and
 * page_table_lock. Linux's copy_page_range is told both memories.
 */
bool share_range(const struct vm_area_struct *vma, pte_t *from,
		 pte_t *to)
{
	return false;
}
