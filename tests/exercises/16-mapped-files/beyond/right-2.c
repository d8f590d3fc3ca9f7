/* SPDX-License-Identifier: GPL-2.0-only */
/* How many stay, counted from the vma's first page. */
#include <linux/mm.h>

u32 first_beyond(const struct vm_area_struct *vma, u32 first)
{
	u32 stay = first > vma->vm_pgoff ? first - vma->vm_pgoff : 0;
	u32 all = (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;

	return vma->vm_start + ((stay < all ? stay : all) << PAGE_SHIFT);
}
