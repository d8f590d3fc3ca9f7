/* SPDX-License-Identifier: GPL-2.0-only */
/* Three ends of a try, as a number. */
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

enum { AGAIN = -1 };

static int try(struct vm_area_struct *vma, u32 address, bool write, struct page *page, u32 count)
{
	u32 prot = vma->vm_page_prot;
	int answer = VM_FAULT_MINOR;
	pte_t *pte;

	switch (write << 1 | !!(vma->vm_flags & VM_WRITE)) {
	case 3:
		prot |= _PAGE_RW | _PAGE_DIRTY;
		break;
	case 2:
		prot |= _PAGE_DIRTY;
	}
	pte = pte_lock(vma->vm_mm, address);
	if (file_mapping(vma->vm_file)->truncate_count != count)
		answer = AGAIN;
	else if (!pte->pte)
		*pte = mk_pte(page, prot);
	else
		count--;
	if (answer == AGAIN || file_mapping(vma->vm_file)->truncate_count != count)
		put_page(page);
	pte_unlock(vma->vm_mm);
	return answer;
}

static int prepare(struct vm_area_struct *vma, u32 address, bool write)
{
	u32 count = file_mapping(vma->vm_file)->truncate_count;
	struct page *page, *source;

	barrier();
	source = page = filemap_nopage(vma, address);
	switch (IS_ERR(page) ? PTR_ERR(page) : 0) {
	case 0:
		break;
	case -ENOMEM:
		return VM_FAULT_OOM;
	default:
		return VM_FAULT_SIGBUS;
	}
	if (write && !(vma->vm_flags & VM_SHARED)) {
		page = alloc_page(GFP_HIGHUSER);
		if (page)
			copy_highpage(page, source);
		put_page(source);
	}
	return page ? try(vma, address, write, page, count) : VM_FAULT_OOM;
}

int file_page(struct vm_area_struct *vma, u32 address, bool write)
{
	int answer = AGAIN;

	while (answer == AGAIN)
		answer = prepare(vma, address, write);
	return answer;
}
