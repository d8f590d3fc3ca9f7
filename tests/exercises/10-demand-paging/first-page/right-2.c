/* SPDX-License-Identifier: GPL-2.0-only */
/* Load and store are two functions; the frame goes back with the lock still held. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

static int load(struct mm_struct *mm, struct vm_area_struct *vma, pte_t *pte)
{
	spin_lock(&mm->page_table_lock);
	if (pte_none(*pte))
		set_pte(pte, pte_wrprotect(mk_pte(ZERO_PAGE, vma->vm_page_prot)));
	spin_unlock(&mm->page_table_lock);
	return VM_FAULT_MINOR;
}

static int store(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, pte_t *pte)
{
	struct page *page;
	pte_t before, entry;

	spin_lock(&mm->page_table_lock);
	before = *pte;
	spin_unlock(&mm->page_table_lock);
	if (!pte_none(before) && !(pte_present(before) && PageReserved(pte_page(before))))
		return VM_FAULT_MINOR;
	page = alloc_pages(GFP_HIGHUSER, 0);
	if (page == NULL)
		return VM_FAULT_OOM;
	clear_highpage(page);
	spin_lock(&mm->page_table_lock);
	if (!pte_same(before, *pte)) {
		put_page(page);
	} else {
		entry = mk_pte(page, vma->vm_page_prot);
		if (vma->vm_flags & VM_WRITE)
			entry = pte_mkwrite(entry);
		set_pte(pte, pte_mkdirty(entry));
	}
	spin_unlock(&mm->page_table_lock);
	if (!pte_none(before))
		__flush_tlb_one(address);
	return VM_FAULT_MINOR;
}

int first_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, bool write, pte_t *pte)
{
	return write ? store(mm, vma, address, pte) : load(mm, vma, pte);
}
