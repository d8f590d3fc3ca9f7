/* SPDX-License-Identifier: GPL-2.0-only */
/* In 64 bits nothing wraps, and everything may be added. */
#include <linux/errno.h>
#include <linux/mm.h>

int grow_stack(struct vm_area_struct *vma, const struct vm_area_struct *prev, u32 address, u32 limit)
{
	u64 page = address & PAGE_MASK, gap = 0;

	if (page >= vma->vm_start)
		return 0;
	if (vma->vm_flags & VM_GROWSDOWN) {
		if (prev && prev->vm_flags & VM_ACCESS)
			gap = 256 * PAGE_SIZE;
		if (prev && prev->vm_end + gap > page)
			return -ENOMEM;
		if (page + limit < vma->vm_end)
			return -ENOMEM;
		vma->vm_start = (u32)page;
		return 0;
	}
	return -EFAULT;
}
