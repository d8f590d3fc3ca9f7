/* SPDX-License-Identifier: GPL-2.0-only */
/* A table of rights, and a loop over answers of the fault. Notes are made by hand. */
#include <asm/pgtable.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

enum { FOLL_WRITE = 1, FOLL_FORCE = 2, FOLL_NOFAULT = 4 };

pte_t *pte_lock(struct mm_struct *mm, u32 address);
void pte_unlock(struct mm_struct *mm);

static const u32 wanted[4] = { VM_READ, VM_WRITE, VM_READ | VM_MAYREAD, VM_WRITE | VM_MAYWRITE };

static struct page *note(struct page *page, u32 flags)
{
	page->flags |= PG_referenced | flags;
	page->_count = (atomic_t){ page_count(page) + 1 };
	return page;
}

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags)
{
	u32 which = flags & (FOLL_WRITE | FOLL_FORCE), must = flags & FOLL_WRITE ? _PAGE_RW : 0;
	int answer = VM_FAULT_MINOR;
	struct page *page = NULL;
	pte_t *pte, entry;

	if (vma->vm_flags & VM_SHARED && which == (FOLL_WRITE | FOLL_FORCE))
		which = FOLL_WRITE;
	if (!(vma->vm_flags & wanted[which]))
		return ERR_PTR(-EFAULT);
	for (; answer == VM_FAULT_MINOR; answer = handle_mm_fault(vma->vm_mm, vma, address, flags & FOLL_WRITE)) {
		pte = pte_lock(vma->vm_mm, address);
		entry.pte = pte ? pte->pte : 0;
		if (pte_present(entry) && (entry.pte & must) == must)
			page = pte_page(entry);
		if (!pte && !(flags & FOLL_WRITE) && !vma->vm_file)
			page = ZERO_PAGE;
		if (page && page != ZERO_PAGE)
			note(page, flags & FOLL_WRITE && !pte_dirty(entry) ? PG_dirty : 0);
		pte_unlock(vma->vm_mm);
		if (page)
			return page;
		if (flags & FOLL_NOFAULT)
			break;
		must &= vma->vm_flags & VM_WRITE ? ~0U : 0;
	}
	return ERR_PTR(answer == VM_FAULT_OOM ? -ENOMEM : -EFAULT);
}
