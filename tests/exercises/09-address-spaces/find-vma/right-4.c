/* SPDX-License-Identifier: GPL-2.0-only */
/* The two children as an array, the comparison as its index, and what is remembered as a mask. */
#include <linux/mm.h>
#include <linux/sched.h>

_Static_assert(__builtin_offsetof(struct vm_area_struct, vm_right) ==
	       __builtin_offsetof(struct vm_area_struct, vm_left) + sizeof(void *),
	       "two neighbours");

struct vm_area_struct *find_vma(mm, address)
	struct mm_struct *mm;
	u32 address;
{
	u32 at = (u32)mm->mm_rb, found = 0;

next:
	if (!at)
		return (void *)found;
	struct vm_area_struct *vma = (void *)at;
	u32 ends_below = -(u32)(address >= vma->vm_end);

	found = (found & ends_below) | (at & ~ends_below);
	at = (u32)(&vma->vm_left)[ends_below & 1];
	goto next;
}
