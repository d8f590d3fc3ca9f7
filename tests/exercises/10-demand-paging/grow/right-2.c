/* SPDX-License-Identifier: GPL-2.0-only */
/* The lowest beginning that is allowed, and one comparison with it. */
#include <linux/errno.h>
#include <linux/mm.h>

static u32 lowest_start(const struct vm_area_struct *vma, const struct vm_area_struct *prev, u32 limit)
{
	u32 lowest = limit < vma->vm_end ? vma->vm_end - limit : 0;

	if (prev && (prev->vm_flags & VM_ACCESS) != 0 && prev->vm_end + 0x100000 > lowest)
		lowest = prev->vm_end + 0x100000;
	return lowest;
}

int grow_stack(struct vm_area_struct *vma, const struct vm_area_struct *prev, u32 address, u32 limit)
{
	u32 start = address - address % PAGE_SIZE;
	int error = 0;

	if (vma->vm_start > address) {
		if (!(vma->vm_flags & VM_GROWSDOWN))
			error = -EFAULT;
		else if (start < lowest_start(vma, prev, limit))
			error = -ENOMEM;
		else
			vma->vm_start = start;
	}
	return error;
}
