/* SPDX-License-Identifier: GPL-2.0-only */
/* Everything in one function, with one way out; the page of zeros by its number. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

int first_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, bool write, pte_t *pte)
{
	u32 zeros = PFN_DOWN(__pa(empty_zero_page));
	struct page *page = NULL;
	pte_t old, new;

	spin_lock(&mm->page_table_lock);
	old = *pte;
	if (pte_none(old) && !write) {
		new = pfn_pte(zeros, vma->vm_page_prot & ~(u32)_PAGE_RW);
		set_pte(pte, new);
	}
	if (!write || (!pte_none(old) && (!pte_present(old) || pte_pfn(old) != zeros)))
		goto out;
	spin_unlock(&mm->page_table_lock);
	page = alloc_page(GFP_HIGHUSER);
	if (!page)
		return VM_FAULT_OOM;
	clear_highpage(page);
	new = mk_pte(page, vma->vm_page_prot | _PAGE_DIRTY);
	if (vma->vm_flags & VM_WRITE)
		new.pte |= _PAGE_RW;
	spin_lock(&mm->page_table_lock);
	if (pte->pte != old.pte)
		goto out;
	*pte = new;
	page = NULL;
	if (old.pte)
		__flush_tlb_one(address & PAGE_MASK);
out:
	spin_unlock(&mm->page_table_lock);
	if (page)
		put_page(page);
	return VM_FAULT_MINOR;
}
