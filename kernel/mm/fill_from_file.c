/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include <linux/highmem.h>
#include <linux/mm.h>

void fill_from_file(struct page *page,
		    const struct vm_area_struct *vma, u32 va)
{
	u32 from = vma->vm_file_start;
	u32 to = from + vma->vm_file_len;

	if (from < va)
		from = va;
	if (to > va + PAGE_SIZE)
		to = va + PAGE_SIZE;
	if (from < to)
		copy_to_highpage(page, from - va, vma->vm_file +
				 (from - vma->vm_file_start),
				 to - from);
}
