/* SPDX-License-Identifier: GPL-2.0-only */
/* In 64 bits, and then made to fit. */
#include <linux/mm.h>

u32 first_beyond(const struct vm_area_struct *vma, u32 first)
{
	long long page = (long long)first - vma->vm_pgoff;
	long long at = vma->vm_start + page * PAGE_SIZE;

	if (at < vma->vm_start)
		at = vma->vm_start;
	if (at > vma->vm_end)
		at = vma->vm_end;
	return at;
}
