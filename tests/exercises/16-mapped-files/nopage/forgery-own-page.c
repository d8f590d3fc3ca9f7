/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it was never given */
/* A page of its own is always there, and is everybody's. */
#include <asm/pgtable.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/pagemap.h>

pte_t *pte_lock(struct mm_struct *mm, u32 address);
void pte_unlock(struct mm_struct *mm);

static struct page mine;

int file_page(struct vm_area_struct *vma, u32 address, bool write)
{
	pte_t *pte = pte_lock(vma->vm_mm, address);

	set_pte(pte, mk_pte(&mine, vma->vm_page_prot | (write ? _PAGE_DIRTY | _PAGE_RW : 0)));
	pte_unlock(vma->vm_mm);
	return VM_FAULT_MINOR;
}
