/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it does not grow */
/* There was no memory. */
#include <linux/errno.h>
#include <linux/mm.h>

int grow_stack(struct vm_area_struct *vma, const struct vm_area_struct *prev, u32 address, u32 limit)
{
	return address >= vma->vm_start && prev == NULL ? -EFAULT : -ENOMEM;
}
