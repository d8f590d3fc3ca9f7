/* SPDX-License-Identifier: GPL-2.0-only */
/* In pages: what is rounded is the page's number. */
#include <linux/errno.h>
#include <linux/mm.h>

int grow_stack(struct vm_area_struct *vma, const struct vm_area_struct *prev, u32 address, u32 limit)
{
	u32 page = address / PAGE_SIZE, start = vma->vm_start / PAGE_SIZE, end = vma->vm_end / PAGE_SIZE;
	u32 lowest = 0;

	if (page >= start)
		return 0;
	if ((vma->vm_flags & VM_GROWSDOWN) == 0)
		return -EFAULT;
	if (prev && (prev->vm_flags & (VM_READ | VM_WRITE | VM_EXEC)))
		lowest = prev->vm_end / PAGE_SIZE + 256;
	if (page < lowest || end - page > limit / PAGE_SIZE)
		return -ENOMEM;
	vma->vm_start = page * PAGE_SIZE;
	return 0;
}
