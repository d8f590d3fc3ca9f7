/* SPDX-License-Identifier: GPL-2.0-only */
/* With cmpxchg for the second look, under the lock all the same. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

#include <asm/system.h>

int first_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, bool write, pte_t *pte)
{
	u32 want = vma->vm_page_prot | (vma->vm_flags & VM_WRITE), was;
	struct page *page;
	bool ours;

	spin_lock(&mm->page_table_lock);
	was = pte->pte;
	if (!write) {
		if (was == 0)
			pte->pte = mk_pte(ZERO_PAGE, vma->vm_page_prot).pte & ~_PAGE_RW;
		spin_unlock(&mm->page_table_lock);
		return VM_FAULT_MINOR;
	}
	spin_unlock(&mm->page_table_lock);
	if (was != 0 && (!(was & _PAGE_PRESENT) || was >> PAGE_SHIFT != page_to_pfn(ZERO_PAGE)))
		return VM_FAULT_MINOR;
	page = alloc_page(GFP_HIGHUSER);
	if (!page)
		return VM_FAULT_OOM;
	clear_highpage(page);
	spin_lock(&mm->page_table_lock);
	ours = cmpxchg((s32 *)&pte->pte, (s32)was, (s32)mk_pte(page, want | _PAGE_DIRTY).pte) == (s32)was;
	if (ours && was)
		__flush_tlb_one(address);
	spin_unlock(&mm->page_table_lock);
	if (!ours)
		put_page(page);
	return VM_FAULT_MINOR;
}
