/* SPDX-License-Identifier: GPL-2.0-only */
/* One function, with jumps, as Linux has it. */
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
	struct page *page, *copy;
	pte_t *pte, entry;
	u32 count;

retry:
	count = mapping->truncate_count;
	barrier();
	page = filemap_nopage(vma, address);
	if (page == ERR_PTR(-EFAULT))
		return VM_FAULT_SIGBUS;
	if (IS_ERR(page))
		return VM_FAULT_OOM;
	if (write && !(vma->vm_flags & VM_SHARED)) {
		copy = alloc_page(GFP_HIGHUSER);
		if (!copy)
			goto oom;
		copy_highpage(copy, page);
		put_page(page);
		page = copy;
	}
	pte = pte_lock(vma->vm_mm, address);
	if (count != mapping->truncate_count) {
		pte_unlock(vma->vm_mm);
		put_page(page);
		goto retry;
	}
	if (!pte_none(*pte)) {
		pte_unlock(vma->vm_mm);
		put_page(page);
		return VM_FAULT_MINOR;
	}
	entry = mk_pte(page, vma->vm_page_prot);
	if (write) {
		entry = pte_mkdirty(entry);
		if (vma->vm_flags & VM_WRITE)
			entry = pte_mkwrite(entry);
	}
	set_pte(pte, entry);
	pte_unlock(vma->vm_mm);
	return VM_FAULT_MINOR;
oom:
	put_page(page);
	return VM_FAULT_OOM;
}
