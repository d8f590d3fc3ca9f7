/* SPDX-License-Identifier: GPL-2.0-only */
/* By itself again. The source of a copy is held until the end, and who was quicker counts before a shorter file. */
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

static int finish(struct page *page, struct page *copy, int answer)
{
	if (page)
		put_page(page);
	if (copy)
		put_page(copy);
	return answer;
}

int file_page(struct vm_area_struct *vma, u32 address, bool write)
{
	volatile u32 *cuts = &file_mapping(vma->vm_file)->truncate_count;
	u32 dirty = write ? _PAGE_DIRTY : 0, before = *cuts;
	struct page *page = filemap_nopage(vma, address), *copy = NULL;
	bool parts = write && !(vma->vm_flags & VM_SHARED);
	pte_t *pte;

	if (IS_ERR(page))
		return PTR_ERR(page) == -EFAULT ? VM_FAULT_SIGBUS : VM_FAULT_OOM;
	if (parts) {
		copy = alloc_page(GFP_HIGHUSER);
		if (!copy)
			return finish(page, NULL, VM_FAULT_OOM);
		copy_highpage(copy, page);
	}
	if (write && vma->vm_flags & VM_WRITE)
		dirty |= _PAGE_RW;
	pte = pte_lock(vma->vm_mm, address);
	if (!pte_none(*pte)) {
		pte_unlock(vma->vm_mm);
		return finish(page, copy, VM_FAULT_MINOR);
	}
	if (*cuts != before) {
		pte_unlock(vma->vm_mm);
		finish(page, copy, 0);
		return file_page(vma, address, write);
	}
	pte->pte = page_to_pfn(parts ? copy : page) << PAGE_SHIFT | vma->vm_page_prot | dirty;
	pte_unlock(vma->vm_mm);
	return finish(parts ? page : NULL, NULL, VM_FAULT_MINOR);
}
