/* SPDX-License-Identifier: GPL-2.0-only */
/* It never believes that a fault for a store has left the page of zeros, and would rather ask again. */
#include <asm/pgtable.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

enum { FOLL_WRITE = 1, FOLL_FORCE = 2, FOLL_NOFAULT = 4 };

pte_t *pte_lock(struct mm_struct *mm, u32 address);
void pte_unlock(struct mm_struct *mm);

static int right(u32 has, u32 flags)
{
	u32 must = flags & FOLL_WRITE ? VM_WRITE : VM_READ;
	u32 could = flags & FOLL_WRITE ? VM_MAYWRITE : VM_MAYREAD;

	if (flags & FOLL_WRITE && has & VM_SHARED)
		could = 0;
	return has & (flags & FOLL_FORCE ? must | could : must) ? 0 : -EFAULT;
}

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags)
{
	bool write = flags & FOLL_WRITE, relaxed = false;
	int error = right(vma->vm_flags, flags), answer;
	struct page *page = NULL;
	pte_t *pte;

	while (!error) {
		pte = pte_lock(vma->vm_mm, address);
		if (pte ? pte_present(*pte) : !write && !vma->vm_file)
			page = pte ? pte_page(*pte) : ZERO_PAGE;
		if (write && page && (PageReserved(page) || !(pte_write(*pte) || relaxed)))
			page = NULL;
		if (page && !PageReserved(page))
			get_page(page);
		if (page)
			mark_page_accessed(page);
		if (page && write && !pte_dirty(*pte) && !PageDirty(page))
			set_page_dirty(page);
		pte_unlock(vma->vm_mm);
		if (page)
			return page;
		answer = flags & FOLL_NOFAULT ? VM_FAULT_SIGBUS : handle_mm_fault(vma->vm_mm, vma, address, write);
		relaxed = write && !(vma->vm_flags & VM_WRITE);
		error = answer == VM_FAULT_MINOR ? 0 : answer == VM_FAULT_OOM ? -ENOMEM : -EFAULT;
	}
	return ERR_PTR(error);
}
