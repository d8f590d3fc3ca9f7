/* SPDX-License-Identifier: GPL-2.0-only */
/* By the starts: the last vma that begins at or below the address, if it reaches so far, or else the one after it. */
#include <linux/mm.h>
#include <linux/sched.h>

struct vm_area_struct *find_vma(struct mm_struct *mm, u32 address)
{
	struct vm_area_struct *at, *low = NULL, *high = NULL;

	for (at = mm->mm_rb; at; )
		if (at->vm_start > address) {
			high = at;
			at = at->vm_left;
		} else {
			low = at;
			at = at->vm_right;
		}
	return low && low->vm_end - 1 >= address ? low : high;
}
