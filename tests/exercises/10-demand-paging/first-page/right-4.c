/* SPDX-License-Identifier: GPL-2.0-only */
/* What is to be done is decided by a function that is told both looks. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

enum step { DONE, ZEROS, FRAME };

static enum step decide(pte_t entry, bool write)
{
	bool zeros = pte_present(entry) && pte_page(entry) == ZERO_PAGE;

	if (pte_none(entry))
		return write ? FRAME : ZEROS;
	return write && zeros ? FRAME : DONE;
}

/* Stores the page if the entry is still the one that was seen. */
static bool try(struct mm_struct *mm, pte_t *pte, pte_t *seen, pte_t new, u32 address)
{
	bool same;

	spin_lock(&mm->page_table_lock);
	same = seen->pte == pte->pte;
	if (same)
		set_pte(pte, new);
	if (same && seen->pte != 0)
		__flush_tlb_one(address);
	spin_unlock(&mm->page_table_lock);
	return same;
}

int first_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, bool write, pte_t *pte)
{
	struct page *page = ZERO_PAGE;
	pte_t seen, new;

	spin_lock(&mm->page_table_lock);
	seen = *pte;
	spin_unlock(&mm->page_table_lock);
	switch (decide(seen, write)) {
	case DONE:
		return VM_FAULT_MINOR;
	case ZEROS:
		new = pte_wrprotect(mk_pte(page, vma->vm_page_prot));
		try(mm, pte, &seen, new, address);
		return VM_FAULT_MINOR;
	case FRAME:
		break;
	}
	page = alloc_page(GFP_HIGHUSER);
	if (!page)
		return VM_FAULT_OOM;
	clear_highpage(page);
	new = pte_mkdirty(mk_pte(page, vma->vm_page_prot));
	if ((vma->vm_flags & VM_WRITE) != 0)
		new = pte_mkwrite(new);
	if (!try(mm, pte, &seen, new, address))
		put_page(page);
	return VM_FAULT_MINOR;
}
