/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

enum { FOLL_WRITE = 1, FOLL_FORCE = 2, FOLL_NOFAULT = 4 };

/* Takes page_table_lock, and gives the entry; NULL: no table. */
pte_t *pte_lock(struct mm_struct *mm, u32 address);
void pte_unlock(struct mm_struct *mm);

/*
 * The page of address, any byte in vma, with a reference that is the
 * caller's; the page of zeros has none. flags: FOLL_WRITE, as a store
 * would; _FORCE, what mprotect could allow is enough; _NOFAULT, what
 * is not there is not brought. ERR_PTR(-EFAULT): not allowed, or not
 * there; -ENOMEM: no frame. The caller holds mmap_sem, for reading at
 * least, and no spinlock. May sleep. Linux's __get_user_pages asks
 * check_vma_flags, follow_page_mask and faultin_page in turn.
 */
struct page *hold_page(struct vm_area_struct *vma, u32 address,
		       u32 flags)
{
	return ERR_PTR(-ENOSYS);
}
