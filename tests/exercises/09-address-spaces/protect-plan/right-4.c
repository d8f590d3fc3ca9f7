/* SPDX-License-Identifier: GPL-2.0-only */
/* Page by page, with the vma that the page must be in carried along. */
#include <asm/page.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

int protect_plan(struct mm_struct *mm, u32 start, u32 end, u32 rights)
{
	struct vm_area_struct *vma = NULL;
	int cuts = 0;
	u32 page;

	for (page = start; page != end; page += PAGE_SIZE) {
		if (page == start)
			vma = find_vma(mm, page);
		else if (vma->vm_end == page)
			vma = vma->vm_next;
		if (!vma || page < vma->vm_start)
			return -ENOMEM;
		if ((vma->vm_flags & VM_ACCESS) == (rights & VM_ACCESS))
			continue;
		if (page == start && page > vma->vm_start)
			cuts++;
		if (page + PAGE_SIZE == end && end != vma->vm_end)
			cuts++;
	}
	return cuts;
}
