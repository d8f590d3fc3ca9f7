/* SPDX-License-Identifier: GPL-2.0-only */
/* Two walks by find_vma, page numbers instead of addresses. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

bool may_store(struct mm_struct *mm, u32 address);

int verify_write(struct mm_struct *mm, u32 address, u32 n)
{
	u32 first = address / PAGE_SIZE, last = (address + n - 1) / PAGE_SIZE, i;
	struct vm_area_struct *vma = NULL;
	int fault;

	if (n == 0)
		return 0;
	if (address + (u64)n > TASK_SIZE)
		return -EFAULT;
	for (i = first; i <= last; i = vma->vm_end / PAGE_SIZE) {
		vma = find_vma(mm, i * PAGE_SIZE);
		if (!vma || vma->vm_start / PAGE_SIZE > i || !(vma->vm_flags & VM_WRITE))
			return -EFAULT;
	}
	vma = NULL;
	for (i = first; i <= last; i++) {
		if (!vma || vma->vm_end <= i * PAGE_SIZE)
			vma = find_vma(mm, i * PAGE_SIZE);
		while (!may_store(mm, i * PAGE_SIZE)) {
			fault = handle_mm_fault(mm, vma, i * PAGE_SIZE, true);
			if (fault == VM_FAULT_OOM)
				return -ENOMEM;
			if (fault == VM_FAULT_SIGBUS)
				return -EFAULT;
		}
	}
	return 0;
}
