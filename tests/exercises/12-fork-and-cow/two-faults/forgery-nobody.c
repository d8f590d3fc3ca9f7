/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: the lock is still held */
/* Nobody wants to store, says the answer. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

int replace_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, pte_t *pte, struct page **spare)
{
	return pte_write(*pte) ? VM_FAULT_OOM : VM_FAULT_MINOR;
}
