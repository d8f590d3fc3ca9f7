/* SPDX-License-Identifier: GPL-2.0-only */
/* A frame that was got is kept for the next try. It goes back with the lock held. */
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

int file_page(struct vm_area_struct *vma, u32 address, bool write)
{
	struct address_space *mapping = file_mapping(vma->vm_file);
	bool parts = write && !(vma->vm_flags & VM_SHARED), again;
	struct page *page, *frame = NULL;
	int answer = VM_FAULT_MINOR;
	pte_t *pte;
	u32 count;

	do {
		again = false;
		count = *(volatile u32 *)&mapping->truncate_count;
		page = filemap_nopage(vma, address);
		if (IS_ERR(page)) {
			answer = PTR_ERR(page) == -ENOMEM ? VM_FAULT_OOM : VM_FAULT_SIGBUS;
			break;
		}
		if (parts && !frame)
			frame = alloc_page(GFP_HIGHUSER);
		if (parts && !frame) {
			put_page(page);
			answer = VM_FAULT_OOM;
			break;
		}
		if (parts) {
			copy_highpage(frame, page);
			put_page(page);
			page = frame;
		}
		pte = pte_lock(vma->vm_mm, address);
		if (count != mapping->truncate_count) {
			again = true;
		} else if (pte_none(*pte)) {
			pte_t entry = mk_pte(page, vma->vm_page_prot);

			if (write)
				entry.pte |= _PAGE_DIRTY | (vma->vm_flags & VM_WRITE ? _PAGE_RW : 0);
			set_pte(pte, entry);
			page = frame = NULL;
		}
		if (page && !parts)
			put_page(page);
		pte_unlock(vma->vm_mm);
	} while (again);
	if (frame)
		put_page(frame);
	return answer;
}
