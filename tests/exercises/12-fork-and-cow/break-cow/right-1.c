/* SPDX-License-Identifier: GPL-2.0-only */
/* Everything in one function. Whoever finds the entry changed counts the page once more. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

int break_cow(struct vm_area_struct *vma, u32 start, u32 end)
{
	struct mm_struct *mm = vma->vm_mm;
	struct page *old, *new;
	pte_t *pte, seen;
	u32 va = start;

	if ((vma->vm_flags & VM_WRITE) == 0)
		return -EFAULT;
	while (va != end) {
		pte = lookup_address(mm->pgd, va);
		if (!pte) {
			va += PAGE_SIZE;
			continue;
		}
		spin_lock(&mm->page_table_lock);
		seen = *pte;
		old = pte_page(seen);
		if (seen.pte == 0 || (seen.pte & _PAGE_RW)) {
			spin_unlock(&mm->page_table_lock);
			va += PAGE_SIZE;
			continue;
		}
		if (page_count(old) == 1 && !PageReserved(old)) {
			pte->pte |= _PAGE_RW | _PAGE_DIRTY;
			__flush_tlb_one(va);
			spin_unlock(&mm->page_table_lock);
			va += PAGE_SIZE;
			continue;
		}
		if (old != ZERO_PAGE)
			get_page(old);
		spin_unlock(&mm->page_table_lock);
		new = alloc_page(GFP_HIGHUSER);
		if (new == NULL) {
			if (old != ZERO_PAGE)
				put_page(old);
			return -ENOMEM;
		}
		if (old == ZERO_PAGE)
			clear_highpage(new);
		else
			copy_highpage(new, old);
		spin_lock(&mm->page_table_lock);
		if (pte->pte == seen.pte) {
			*pte = mk_pte(new, vma->vm_page_prot | _PAGE_RW | _PAGE_DIRTY | _PAGE_ACCESSED);
			__flush_tlb_one(va);
			new = old;
		}
		spin_unlock(&mm->page_table_lock);
		put_page(new);
		if (old != ZERO_PAGE)
			put_page(old);
	}
	return 0;
}
