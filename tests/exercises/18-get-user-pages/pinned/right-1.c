/* SPDX-License-Identifier: GPL-2.0-only */
/* Everything in one function, with the spare frame's address in hand. */
#include <asm/pgtable.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

int copy_pte(pte_t *to, pte_t *from, const struct vm_area_struct *vma, struct page **spare)
{
	struct page *page = pte_page(*from), *copy = *spare;
	u32 kind = vma->vm_flags & (VM_SHARED | VM_MAYWRITE);

	if (PageReserved(page)) {
		to->pte = from->pte & ~_PAGE_ACCESSED;
		return 0;
	}
	if (kind == VM_MAYWRITE && page->mapping == NULL && page_count(page) != page_mapcount(page)) {
		if (copy == NULL)
			return -EAGAIN;
		*spare = NULL;
		page_add_rmap(copy);
		copy_highpage(copy, page);
		to->pte = page_to_pfn(copy) * PAGE_SIZE | vma->vm_page_prot | _PAGE_DIRTY | (vma->vm_flags & VM_WRITE ? _PAGE_RW : 0);
		return 0;
	}
	atomic_inc(&page->_mapcount);
	atomic_inc(&page->_count);
	if (!(kind & VM_SHARED))
		from->pte &= ~_PAGE_RW;
	to->pte = from->pte & ~_PAGE_ACCESSED;
	return 0;
}
