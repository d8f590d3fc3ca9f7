/* SPDX-License-Identifier: GPL-2.0-only */
/* Recursive: each vma undoes its own part, once the child is gone. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

static pte_t *at(struct mm_struct *mm, u32 va)
{
	static pte_t nothing;
	pgd_t *dir = pgd_offset(mm, va);

	return pgd_none(*dir) ? &nothing : pte_offset_map(dir, va);
}

static bool is_own(pte_t pte)
{
	return !pte_none(pte) && !PageReserved(pte_page(pte));
}

static int give(struct mm_struct *child, struct mm_struct *parent, struct vm_area_struct *vma, bool *changed)
{
	int error = 0;
	u32 va, left = 0;
	pte_t *to, *from;

	if (!vma)
		return 0;
	va = vma->vm_start;
	if (!dup_vma(child, vma))
		error = -ENOMEM;
	for (; !error && va < vma->vm_end; va += PAGE_SIZE) {
		from = at(parent, va);
		if (pte_none(*from))
			continue;
		to = pte_alloc_map(pgd_offset(child, va), va);
		if (!to) {
			error = -ENOMEM;
			break;
		}
		spin_lock(&parent->page_table_lock);
		if (is_own(*from)) {
			*changed |= pte_write(*from);
			get_page(pte_page(*from));
			set_pte(from, pte_wrprotect(*from));
		}
		set_pte(to, pte_mkold(*from));
		spin_unlock(&parent->page_table_lock);
	}
	left = va;
	if (error)
		exit_mmap(child);
	else
		error = give(child, parent, vma->vm_next, changed);
	if (!error || !(vma->vm_flags & VM_WRITE))
		return error;
	spin_lock(&parent->page_table_lock);
	for (va = vma->vm_start; va < left; va += PAGE_SIZE)
		if (is_own(*at(parent, va)) && page_count(pte_page(*at(parent, va))) == 1)
			set_pte(at(parent, va), pte_mkwrite(*at(parent, va)));
	spin_unlock(&parent->page_table_lock);
	return error;
}

int share_all(struct mm_struct *child, struct mm_struct *parent)
{
	bool changed = false;
	int error = give(child, parent, parent->mmap, &changed);

	if (changed)
		__flush_tlb();
	return error;
}
