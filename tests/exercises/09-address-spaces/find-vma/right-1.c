/* SPDX-License-Identifier: GPL-2.0-only */
/* It calls itself: what the left half has, or this one, or what the right half has. */
#include <linux/mm.h>
#include <linux/sched.h>

static struct vm_area_struct *first_above(struct vm_area_struct *top,
					  u32 address)
{
	struct vm_area_struct *lower;

	if (!top)
		return NULL;
	if (top->vm_end <= address)
		return first_above(top->vm_right, address);
	lower = first_above(top->vm_left, address);
	return lower ? lower : top;
}

struct vm_area_struct *find_vma(struct mm_struct *mm, u32 address)
{
	return first_above(mm->mm_rb, address);
}
