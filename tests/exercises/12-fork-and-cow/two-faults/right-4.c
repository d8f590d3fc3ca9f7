/* SPDX-License-Identifier: GPL-2.0-only */
/* What is to be done in the end is remembered, as a list of pages to be let go of. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

struct ends {
	struct page *pages[2];
	int nr;
};

static void later(struct ends *ends, struct page *page)
{
	if (!PageReserved(page))
		ends->pages[ends->nr++] = page;
}

static int finish(struct ends *ends, int answer)
{
	while (ends->nr > 0)
		put_page(ends->pages[--ends->nr]);
	return answer;
}

static struct page *filled(struct page *page, struct page *from)
{
	if (!page)
		page = alloc_page(GFP_HIGHUSER);
	if (page && from == ZERO_PAGE)
		clear_highpage(page);
	else if (page)
		copy_highpage(page, from);
	return page;
}

int replace_page(struct mm_struct *mm, struct vm_area_struct *vma, u32 address, pte_t *pte, struct page **spare)
{
	struct ends ends = { { NULL }, 0 };
	pte_t seen = *pte, entry;
	struct page *old = pte_page(seen), *new = *spare;

	if (!PageReserved(old))
		get_page(old);
	later(&ends, old);
	if (new)
		*spare = NULL;
	spin_unlock(&mm->page_table_lock);
	new = filled(new, old);
	if (!new)
		return finish(&ends, VM_FAULT_OOM);
	entry = pte_mkdirty(mk_pte(new, vma->vm_page_prot));
	if (vma->vm_flags & VM_WRITE)
		entry = pte_mkwrite(entry);
	spin_lock(&mm->page_table_lock);
	if (pte_same(seen, *pte)) {
		set_pte(pte, entry);
		__flush_tlb_one(address);
		later(&ends, old);
	} else if (*spare) {
		later(&ends, new);
	} else {
		*spare = new;
	}
	spin_unlock(&mm->page_table_lock);
	return finish(&ends, VM_FAULT_MINOR);
}
