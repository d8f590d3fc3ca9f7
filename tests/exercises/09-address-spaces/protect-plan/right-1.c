/* SPDX-License-Identifier: GPL-2.0-only */
/* Two walks: the first looks for holes, the second for the two edges. find_vma is left alone; the list has everything. */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

static int cut_at(struct mm_struct *mm, u32 address, u32 rights)
{
	const struct vm_area_struct *vma;

	for (vma = mm->mmap; vma; vma = vma->vm_next)
		if (vma->vm_start < address && address < vma->vm_end)
			return (vma->vm_flags & VM_ACCESS) != rights;
	return 0;
}

int protect_plan(struct mm_struct *mm, u32 start, u32 end, u32 rights)
{
	u32 covered = 0;

	if (start >= end)
		return 0;
	for (const struct vm_area_struct *vma = mm->mmap; vma; vma = vma->vm_next) {
		u32 from = vma->vm_start > start ? vma->vm_start : start;
		u32 to = vma->vm_end < end ? vma->vm_end : end;

		if (from < to)
			covered += to - from;
	}
	if (covered < end - start)
		return -ENOMEM;
	return cut_at(mm, start, rights) + cut_at(mm, end, rights);
}
