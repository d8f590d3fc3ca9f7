/* SPDX-License-Identifier: GPL-2.0-only */
/* The frame is first put back in reserve, under the lock, and taken out again if it is needed. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

static bool in_reserve(struct page **spare, struct page *page)
{
	if (*spare)
		return false;
	*spare = page;
	return true;
}

static struct page *out_of_reserve(struct page **spare)
{
	struct page *page = *spare;

	*spare = NULL;
	return page;
}

int replace_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, pte_t *pte, struct page **spare)
{
	struct page *from = pte_page(*pte), *to = out_of_reserve(spare), *rest;
	const pte_t seen = *pte;
	pte_t entry;

	if (from != ZERO_PAGE)
		get_page(from);
	spin_unlock(&mm->page_table_lock);
	if (!to && !(to = alloc_page(GFP_HIGHUSER))) {
		put_page(from);
		return VM_FAULT_OOM;
	}
	from == ZERO_PAGE ? clear_highpage(to) : copy_highpage(to, from);
	entry = pte_mkdirty(mk_pte(to, vma->vm_page_prot));
	spin_lock(&mm->page_table_lock);
	/* The bit that a load sets is nobody's store. */
	if ((pte->pte | _PAGE_ACCESSED) == (seen.pte | _PAGE_ACCESSED)) {
		set_pte(pte, vma->vm_flags & VM_WRITE ? pte_mkwrite(entry) : entry);
		__flush_tlb_one(address);
		rest = from;
	} else {
		rest = in_reserve(spare, to) ? NULL : to;
	}
	spin_unlock(&mm->page_table_lock);
	put_page(from);
	if (rest)
		put_page(rest);
	return VM_FAULT_MINOR;
}
