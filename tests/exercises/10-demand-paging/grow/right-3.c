/* SPDX-License-Identifier: GPL-2.0-only */
/* It grows first, and takes it back. */
#include <linux/errno.h>
#include <linux/mm.h>

static bool allowed(const struct vm_area_struct *vma, const struct vm_area_struct *prev, u32 limit)
{
	if (vma->vm_end - vma->vm_start > limit)
		return false;
	if (!prev || !(prev->vm_flags & VM_ACCESS))
		return true;
	return (vma->vm_start - prev->vm_end) >> PAGE_SHIFT >= 256;
}

int grow_stack(struct vm_area_struct *vma, const struct vm_area_struct *prev, u32 address, u32 limit)
{
	u32 was = vma->vm_start;

	if (address >= was)
		return 0;
	if (!(vma->vm_flags & VM_GROWSDOWN))
		return -EFAULT;
	vma->vm_start = address & ~0xfffU;
	if (allowed(vma, prev, limit))
		return 0;
	vma->vm_start = was;
	return -ENOMEM;
}
