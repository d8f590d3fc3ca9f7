/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes something other than vm_start */
/* The whole stack moves down, and is never too large. */
#include <linux/mm.h>

int grow_stack(struct vm_area_struct *vma, const struct vm_area_struct *prev, u32 address, u32 limit)
{
	vma->vm_start = address & PAGE_MASK;
	vma->vm_end = vma->vm_start + PAGE_SIZE;
	return 0;
}
