/* SPDX-License-Identifier: GPL-2.0-only */
/* Byte by byte, and the copy at the end of it: slow, and right. */
#include <linux/highmem.h>
#include <linux/mm.h>

void fill_from_file(struct page *page, const struct vm_area_struct *vma, u32 va)
{
	u32 first = PAGE_SIZE, count = 0, i;

	for (i = 0; i < PAGE_SIZE; i++) {
		u32 number = va + i - vma->vm_file_start;

		if (va + i < vma->vm_file_start || number >= vma->vm_file_len)
			continue;
		if (!count++)
			first = i;
	}
	if (count)
		copy_to_highpage(page, first, &vma->vm_file[va + first - vma->vm_file_start], count);
}
