/* SPDX-License-Identifier: GPL-2.0-only */
/* By itself: the vma's part of the range, and the rest; asked first, and then brought. It never asks find_vma. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

bool may_store(struct mm_struct *mm, u32 address);

static int pages_of(struct vm_area_struct *vma, u32 from, u32 last)
{
	for (;;) {
		if (!may_store(vma->vm_mm, from)) {
			int fault = handle_mm_fault(vma->vm_mm, vma, from, true);

			if (fault == VM_FAULT_MINOR)
				continue;
			return fault == VM_FAULT_OOM ? -ENOMEM : -EFAULT;
		}
		if (from / PAGE_SIZE == last / PAGE_SIZE)
			return 0;
		from = (from | (PAGE_SIZE - 1)) + 1;
	}
}

static int part(struct vm_area_struct *vma, u32 from, u32 last, bool bring)
{
	u32 here;
	int error;

	while (vma && vma->vm_end <= from)
		vma = vma->vm_next;
	if (!vma || from < vma->vm_start || !(vma->vm_flags & VM_WRITE))
		return -EFAULT;
	here = last < vma->vm_end ? last : vma->vm_end - 1;
	error = bring ? pages_of(vma, from, here) : 0;
	if (error || here == last)
		return error;
	return part(vma->vm_next, here + 1, last, bring);
}

int verify_write(struct mm_struct *mm, u32 address, u32 n)
{
	u32 last = address + (n - 1);
	int error;

	if (!n)
		return 0;
	if (last < address || last >= TASK_SIZE)
		return -EFAULT;
	error = part(mm->mmap, address, last, false);
	return error ? error : part(mm->mmap, address, last, true);
}
