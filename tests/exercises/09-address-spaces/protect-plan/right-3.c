/* SPDX-License-Identifier: GPL-2.0-only */
/* First and last are looked at by themselves; in between there are only holes to be found. */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

static bool other(const struct vm_area_struct *vma, u32 rights)
{
	u32 has = vma->vm_flags & (VM_READ | VM_WRITE | VM_EXEC);

	return has != rights;
}

int protect_plan(struct mm_struct *mm, u32 start, u32 end, u32 rights)
{
	struct vm_area_struct *first, *last;
	int made = 0;

	if (start == end)
		return 0;
	first = find_vma(mm, start);
	if (!first || start < first->vm_start)
		return -ENOMEM;
	for (last = first; last->vm_end < end; last = last->vm_next)
		if (!last->vm_next || last->vm_next->vm_start != last->vm_end)
			return -ENOMEM;
	if (first->vm_start != start && other(first, rights))
		made++;
	if (last->vm_end != end && other(last, rights))
		made++;
	return made;
}
