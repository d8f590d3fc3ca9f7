/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include <linux/mm.h>
#include <linux/sched.h>

struct vm_area_struct *find_vma(struct mm_struct *mm, u32 address)
{
	struct vm_area_struct *vma = mm->mm_rb, *found = NULL;

	while (vma)
		if (address < vma->vm_end) {
			found = vma;
			vma = vma->vm_left;
		} else {
			vma = vma->vm_right;
		}
	return found;
}
