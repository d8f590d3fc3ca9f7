/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes something that is not the frame */
/* Makes the vma such that the next page will be easy. */
#include <linux/highmem.h>
#include <linux/mm.h>

void fill_from_file(struct page *page, const struct vm_area_struct *vma, u32 va)
{
	struct vm_area_struct *mine = (struct vm_area_struct *)vma;

	copy_to_highpage(page, 0, vma->vm_file + (va - vma->vm_file_start), PAGE_SIZE);
	mine->vm_file_len -= PAGE_SIZE;
}
