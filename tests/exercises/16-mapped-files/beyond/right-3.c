/* SPDX-License-Identifier: GPL-2.0-only */
/* From the end back: how many go. */
#include <linux/mm.h>

u32 first_beyond(const struct vm_area_struct *vma, u32 first)
{
	const u32 all = vma->vm_end / PAGE_SIZE - vma->vm_start / PAGE_SIZE;
	u32 go = all;

	if (vma->vm_pgoff < first) {
		if (first - vma->vm_pgoff >= all)
			go = 0;
		else
			go -= first - vma->vm_pgoff;
	}
	return vma->vm_end - go * PAGE_SIZE;
}
