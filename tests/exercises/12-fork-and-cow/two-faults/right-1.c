/* SPDX-License-Identifier: GPL-2.0-only */
/* One function, one way out. The second look compares the frame, and whether the store is still forbidden. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

int replace_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, pte_t *pte, struct page **spare)
{
	struct page *old = pte_page(*pte), *page = *spare;
	bool zeros = old == ZERO_PAGE;
	int result = VM_FAULT_OOM;
	pte_t new;

	*spare = NULL;
	if (!zeros)
		get_page(old);
	spin_unlock(&mm->page_table_lock);
	if (page == NULL)
		page = alloc_page(GFP_HIGHUSER);
	if (page == NULL)
		goto out;
	if (zeros)
		clear_highpage(page);
	else
		copy_highpage(page, old);
	result = VM_FAULT_MINOR;
	new = mk_pte(page, vma->vm_page_prot | _PAGE_DIRTY);
	if (vma->vm_flags & VM_WRITE)
		new.pte |= _PAGE_RW;
	spin_lock(&mm->page_table_lock);
	if (pte_present(*pte) && pte_page(*pte) == old && !pte_write(*pte)) {
		*pte = new;
		__flush_tlb_one(address & PAGE_MASK);
		page = old;
	}
	if (page != old && *spare == NULL) {
		*spare = page;
		page = NULL;
	}
	spin_unlock(&mm->page_table_lock);
	if (page)
		put_page(page);
out:
	if (!zeros)
		put_page(old);
	return result;
}
