/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: 65536 vmas: far from the way */
/* It asks both halves at each node, and chooses the lower answer. */
#include <linux/mm.h>
#include <linux/sched.h>

static struct vm_area_struct *lowest(struct vm_area_struct *top,
				     u32 address)
{
	struct vm_area_struct *left, *right;

	if (!top)
		return NULL;
	left = lowest(top->vm_left, address);
	right = lowest(top->vm_right, address);
	return left ? left : address < top->vm_end ? top : right;
}

struct vm_area_struct *find_vma(struct mm_struct *mm, u32 address)
{
	return lowest(mm->mm_rb, address);
}
