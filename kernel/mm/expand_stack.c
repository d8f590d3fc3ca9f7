/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include <linux/errno.h>
#include <linux/mm.h>

int expand_stack(struct vm_area_struct *vma, u32 address)
{
	address &= PAGE_MASK;
	if (vma->vm_end - address > STACK_LIMIT)
		return -ENOMEM;
	vma->vm_start = address;
	return 0;
}
