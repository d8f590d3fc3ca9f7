/* SPDX-License-Identifier: GPL-2.0-only */
/* First all that can fail, then all entries under one lock. Nothing is ever given back. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

static pte_t *find(struct mm_struct *mm, u32 va)
{
	return pgd_none(*pgd_offset(mm, va)) ? NULL : pte_offset_map(pgd_offset(mm, va), va);
}

static int prepare(struct mm_struct *child, struct vm_area_struct *vma)
{
	u32 va;

	if (!dup_vma(child, vma))
		return -ENOMEM;
	for (va = vma->vm_start; va != vma->vm_end; va += PAGE_SIZE)
		if (find(vma->vm_mm, va) && !pte_alloc_map(pgd_offset(child, va), va))
			return -ENOMEM;
	return 0;
}

static u32 share(pte_t *from, pte_t *to)
{
	u32 lost = 0;

	if (pte_none(*from))
		return 0;
	if (!PageReserved(pte_page(*from))) {
		get_page(pte_page(*from));
		lost = from->pte & _PAGE_RW;
		set_pte(from, pte_wrprotect(*from));
	}
	to->pte = from->pte & ~_PAGE_ACCESSED;
	return lost;
}

int share_all(struct mm_struct *child, struct mm_struct *parent)
{
	struct vm_area_struct *vma;
	u32 va, lost = 0;

	for (vma = parent->mmap; vma; vma = vma->vm_next)
		if (prepare(child, vma)) {
			exit_mmap(child);
			return -ENOMEM;
		}
	spin_lock(&parent->page_table_lock);
	for (vma = parent->mmap; vma; vma = vma->vm_next)
		for (va = vma->vm_start; va < vma->vm_end; va += PAGE_SIZE)
			if (find(parent, va))
				lost |= share(find(parent, va), find(child, va));
	spin_unlock(&parent->page_table_lock);
	if (lost)
		__flush_tlb();
	return 0;
}
