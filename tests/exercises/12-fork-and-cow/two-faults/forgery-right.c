/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: before there is a copy */
/* The right is given to everybody, and nothing is copied. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

int replace_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, pte_t *pte, struct page **spare)
{
	set_pte(pte, pte_mkwrite(*pte));
	spin_unlock(&mm->page_table_lock);
	return VM_FAULT_MINOR;
}
