/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: this is a plan, and no more */
/* Makes the memory such that every answer is 0. */
#include <linux/mm.h>
#include <linux/sched.h>

int protect_plan(struct mm_struct *mm, u32 start, u32 end, u32 rights)
{
	struct vm_area_struct *vma = find_vma(mm, start);

	vma->vm_start = start;
	vma->vm_end = end;
	return 0;
}
