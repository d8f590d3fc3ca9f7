/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: the entry is not changed */
/* The program tries again, and somebody else may have helped by then. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

int first_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, bool write, pte_t *pte)
{
	return pte_none(*pte) || pte_page(*pte) == ZERO_PAGE ? VM_FAULT_MINOR : VM_FAULT_OOM;
}
