/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes the entry without the lock */
/* One frame of nobody's for all, and a lock that nobody has asked for. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

int first_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, bool write, pte_t *pte)
{
	*pte = mk_pte(mem_map + 7, vma->vm_page_prot | _PAGE_RW);
	return VM_FAULT_MINOR;
}
