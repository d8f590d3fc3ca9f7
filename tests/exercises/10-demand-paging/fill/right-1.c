/* SPDX-License-Identifier: GPL-2.0-only */
/* From the page's side: which of its offsets have a byte? With a sign, since a file may begin behind the page's start or before it. */
#include <linux/highmem.h>
#include <linux/mm.h>

void fill_from_file(struct page *page, const struct vm_area_struct *vma, u32 va)
{
	s32 first = (s32)(vma->vm_file_start - va);
	s32 end = first + (s32)vma->vm_file_len;
	s32 at = first > 0 ? first : 0;

	if (end > (s32)PAGE_SIZE)
		end = PAGE_SIZE;
	if (at < end)
		copy_to_highpage(page, (u32)at, vma->vm_file + (at - first), (u32)(end - at));
}
