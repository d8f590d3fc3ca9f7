/* SPDX-License-Identifier: GPL-2.0-only */
/* One function, with jumps, as 2.6.9's: the lock is let go of in one place. */
#include <asm/pgtable.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

enum { FOLL_WRITE = 1, FOLL_FORCE = 2, FOLL_NOFAULT = 4 };

pte_t *pte_lock(struct mm_struct *mm, u32 address);
void pte_unlock(struct mm_struct *mm);

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags)
{
	struct mm_struct *mm = vma->vm_mm;
	bool write = flags & FOLL_WRITE, asked = false, good;
	u32 want = write ? VM_WRITE : VM_READ;
	struct page *page;
	pte_t *pte;
	int answer;

	if (flags & FOLL_FORCE && !(write && vma->vm_flags & VM_SHARED))
		want |= want << 4;
	if (!(vma->vm_flags & want))
		return ERR_PTR(-EFAULT);
again:
	page = NULL;
	pte = pte_lock(mm, address);
	if (!pte) {
		if (!write && !vma->vm_file)
			page = ZERO_PAGE;
		goto unlock;
	}
	if (!pte_present(*pte))
		goto unlock;
	good = !write || pte_write(*pte) || (asked && !(vma->vm_flags & VM_WRITE));
	if (!good)
		goto unlock;
	page = pte_page(*pte);
	if (write && !pte_dirty(*pte))
		set_page_dirty(page);
	if (!PageReserved(page)) {
		get_page(page);
		mark_page_accessed(page);
	}
unlock:
	pte_unlock(mm);
	if (page)
		return page;
	if (flags & FOLL_NOFAULT)
		return ERR_PTR(-EFAULT);
	answer = handle_mm_fault(mm, vma, address, write);
	if (answer == VM_FAULT_MINOR) {
		asked = write;
		goto again;
	}
	return ERR_PTR(answer == VM_FAULT_OOM ? -ENOMEM : -EFAULT);
}
