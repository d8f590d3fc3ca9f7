/* SPDX-License-Identifier: GPL-2.0-only */
/* It looks, lets go of the lock, and looks once more before it takes the page. */
#include <asm/pgtable.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

enum { FOLL_WRITE = 1, FOLL_FORCE = 2, FOLL_NOFAULT = 4 };

pte_t *pte_lock(struct mm_struct *mm, u32 address);
void pte_unlock(struct mm_struct *mm);

struct how {
	struct vm_area_struct *vma;
	u32 address;
	bool write, read_only_will_do;
};

static bool good(const struct how *how, const pte_t *pte)
{
	if (!pte)
		return !how->write && !how->vma->vm_file;
	if (!how->write || how->read_only_will_do)
		return pte_present(*pte);
	return pte_present(*pte) && pte_write(*pte);
}

static bool is_there(const struct how *how)
{
	bool answer = good(how, pte_lock(how->vma->vm_mm, how->address));

	pte_unlock(how->vma->vm_mm);
	return answer;
}

static struct page *take(const struct how *how)
{
	pte_t *pte = pte_lock(how->vma->vm_mm, how->address);
	struct page *page = NULL;

	if (good(how, pte)) {
		page = pte ? pte_page(*pte) : ZERO_PAGE;
		mark_page_accessed(page);
		if (how->write)
			set_page_dirty(page);
		if (!PageReserved(page))
			get_page(page);
	}
	pte_unlock(how->vma->vm_mm);
	return page;
}

static bool may(u32 has, bool write, bool force)
{
	u32 right = write ? VM_WRITE : VM_READ;

	if (force && !(write && has & VM_SHARED))
		has |= has >> 4 & 3;
	return has & right;
}

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags)
{
	struct how how = { vma, address & PAGE_MASK, flags & FOLL_WRITE, false };
	struct page *page;

	if (!may(vma->vm_flags, how.write, flags & FOLL_FORCE))
		return ERR_PTR(-EFAULT);
	for (;;) {
		page = is_there(&how) ? take(&how) : NULL;
		if (page)
			return page;
		if (flags & FOLL_NOFAULT)
			return ERR_PTR(-EFAULT);
		switch (handle_mm_fault(vma->vm_mm, vma, how.address, how.write)) {
		case VM_FAULT_MINOR:
			how.read_only_will_do = how.write && !(vma->vm_flags & VM_WRITE);
			break;
		case VM_FAULT_OOM:
			return ERR_PTR(-ENOMEM);
		default:
			return ERR_PTR(-EFAULT);
		}
	}
}
