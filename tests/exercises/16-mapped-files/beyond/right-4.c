/* SPDX-License-Identifier: GPL-2.0-only */
/* The address is looked for by halves. */
#include <linux/mm.h>

u32 first_beyond(const struct vm_area_struct *vma, u32 first)
{
	u32 low = vma->vm_start, high = vma->vm_end, middle, page;

	while (low < high) {
		middle = low + (high - low) / 2 / PAGE_SIZE * PAGE_SIZE;
		page = vma->vm_pgoff + (middle - vma->vm_start) / PAGE_SIZE;
		if (page < vma->vm_pgoff || page >= first)
			high = middle;
		else
			low = middle + PAGE_SIZE;
	}
	return low;
}
