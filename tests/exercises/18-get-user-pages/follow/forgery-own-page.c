/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it gives another page than the entry */
/* A page of its own, which is always there. */
#include <asm/pgtable.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

enum { FOLL_WRITE = 1, FOLL_FORCE = 2, FOLL_NOFAULT = 4 };

pte_t *pte_lock(struct mm_struct *mm, u32 address);
void pte_unlock(struct mm_struct *mm);

static struct page mine;

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags)
{
	pte_lock(vma->vm_mm, address);
	pte_unlock(vma->vm_mm);
	if (flags & FOLL_WRITE)
		return ERR_PTR(-EFAULT);
	return &mine;
}
