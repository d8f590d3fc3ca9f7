/* SPDX-License-Identifier: GPL-2.0-only */
/* By recursion: what is left of the range behind this vma. */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

static int plan(const struct vm_area_struct *vma, u32 at, u32 end, u32 rights)
{
	int cuts = 0, rest = 0;

	if (!vma || vma->vm_start > at)
		return -ENOMEM;
	if ((vma->vm_flags ^ rights) & VM_ACCESS)
		cuts = (vma->vm_start != at) + (vma->vm_end > end);
	if (vma->vm_end < end)
		rest = plan(vma->vm_next, vma->vm_end, end, rights);
	return rest < 0 ? rest : cuts + rest;
}

int protect_plan(struct mm_struct *mm, u32 start, u32 end, u32 rights)
{
	return start == end ? 0 : plan(find_vma(mm, start), start, end, rights);
}
