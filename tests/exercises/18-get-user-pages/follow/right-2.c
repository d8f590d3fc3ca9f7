/* SPDX-License-Identifier: GPL-2.0-only */
/* By itself again, with one more flag of its own: a copy was made by force. */
#include <asm/pgtable.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

enum { FOLL_WRITE = 1, FOLL_FORCE = 2, FOLL_NOFAULT = 4 };

pte_t *pte_lock(struct mm_struct *mm, u32 address);
void pte_unlock(struct mm_struct *mm);

enum { COPIED = 0x100 };

static struct page *follow(struct vm_area_struct *vma, u32 address, u32 flags)
{
	pte_t *pte = pte_lock(vma->vm_mm, address);
	u32 bits = _PAGE_USER;

	if (!pte)
		return flags & FOLL_WRITE || vma->vm_file ? NULL : ZERO_PAGE;
	if (flags & FOLL_WRITE && !(flags & COPIED))
		bits = _PAGE_RW;
	if (!pte_present(*pte) || (bits == _PAGE_RW && !(pte->pte & bits)))
		return NULL;
	if (!PageReserved(pte_page(*pte)))
		atomic_inc(&pte_page(*pte)->_count);
	mark_page_accessed(pte_page(*pte));
	if (flags & FOLL_WRITE)
		set_page_dirty(pte_page(*pte));
	return pte_page(*pte);
}

static struct page *take(struct vm_area_struct *vma, u32 address, u32 flags)
{
	struct page *page = follow(vma, address, flags);
	bool write = flags & FOLL_WRITE;

	pte_unlock(vma->vm_mm);
	if (page)
		return page;
	if (flags & FOLL_NOFAULT)
		return ERR_PTR(-EFAULT);
	switch (handle_mm_fault(vma->vm_mm, vma, address, write)) {
	case VM_FAULT_OOM:
		return ERR_PTR(-ENOMEM);
	case VM_FAULT_SIGBUS:
		return ERR_PTR(-EFAULT);
	}
	return take(vma, address, vma->vm_flags & VM_WRITE ? flags : flags | COPIED);
}

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags)
{
	u32 has = vma->vm_flags;

	if (flags & FOLL_FORCE) {
		if (has & VM_MAYREAD)
			has |= VM_READ;
		if (has & VM_MAYWRITE && !(has & VM_SHARED))
			has |= VM_WRITE;
	}
	return has & (flags & FOLL_WRITE ? VM_WRITE : VM_READ) ? take(vma, address, flags) : ERR_PTR(-EFAULT);
}
