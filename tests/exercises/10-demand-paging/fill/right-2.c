/* SPDX-License-Identifier: GPL-2.0-only */
/* From the file's side: what lies before the page is skipped, and the rest cut to what there is room for. */
#include <linux/highmem.h>
#include <linux/mm.h>

void fill_from_file(struct page *page, const struct vm_area_struct *vma, u32 va)
{
	u32 offset = 0, skip = 0, n;

	if (va < vma->vm_file_start)
		offset = vma->vm_file_start - va;
	else
		skip = va - vma->vm_file_start;
	if (offset >= PAGE_SIZE || skip >= vma->vm_file_len)
		return;
	n = vma->vm_file_len - skip;
	if (n > PAGE_SIZE - offset)
		n = PAGE_SIZE - offset;
	copy_to_highpage(page, offset, vma->vm_file + skip, n);
}
