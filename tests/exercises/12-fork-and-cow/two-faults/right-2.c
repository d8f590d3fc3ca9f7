/* SPDX-License-Identifier: GPL-2.0-only */
/* Everything is let go of while the lock is held; cmpxchg looks and stores at once. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

#include <asm/system.h>

int replace_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, pte_t *pte, struct page **spare)
{
	u32 was = pte->pte, now;
	struct page *old = pte_page(*pte), *new;

	if (!PageReserved(old))
		get_page(old);
	new = *spare;
	*spare = NULL;
	spin_unlock(&mm->page_table_lock);
	if (!new) {
		new = alloc_pages(GFP_HIGHUSER, 0);
		if (!new) {
			put_page(old);
			return VM_FAULT_OOM;
		}
	}
	if (PageReserved(old))
		clear_highpage(new);
	else
		copy_highpage(new, old);
	now = page_to_pfn(new) << PAGE_SHIFT | vma->vm_page_prot | _PAGE_DIRTY | (vma->vm_flags & VM_WRITE);
	spin_lock(&mm->page_table_lock);
	if (cmpxchg((s32 *)&pte->pte, (s32)was, (s32)now) == (s32)was) {
		__flush_tlb_one(address);
		put_page(old);
	} else if (*spare) {
		put_page(new);
	} else {
		*spare = new;
	}
	put_page(old);
	spin_unlock(&mm->page_table_lock);
	return VM_FAULT_MINOR;
}
