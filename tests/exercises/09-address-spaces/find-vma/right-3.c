/* SPDX-License-Identifier: GPL-2.0-only */
/* It ends early inside a vma, and looks at both children before it steps. */
#include <linux/mm.h>
#include <linux/sched.h>

static bool above(const struct vm_area_struct *vma, u32 address)
{
	return vma && vma->vm_end > address;
}

struct vm_area_struct *find_vma(struct mm_struct *mm, u32 address)
{
	struct vm_area_struct *found = mm->mm_rb;

	/* First to the right, until one ends above the address. */
	while (found && !above(found, address))
		found = found->vm_right;
	while (found && found->vm_start > address && found->vm_left) {
		struct vm_area_struct *lower = found->vm_left;

		while (lower && !above(lower, address))
			lower = lower->vm_right;
		if (!lower)
			break;
		found = lower;
	}
	return found;
}
