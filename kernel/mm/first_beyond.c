/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include <linux/mm.h>

u32 first_beyond(const struct vm_area_struct *vma, u32 first)
{
	u32 pages = (vma->vm_end - vma->vm_start) / PAGE_SIZE;

	if (first <= vma->vm_pgoff)
		return vma->vm_start;
	if (first - vma->vm_pgoff >= pages)
		return vma->vm_end;
	return vma->vm_start + (first - vma->vm_pgoff) * PAGE_SIZE;
}
