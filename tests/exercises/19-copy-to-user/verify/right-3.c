/* SPDX-License-Identifier: GPL-2.0-only */
/* What is left is counted down. The limit is that of the vmas: none ends behind it. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

bool may_store(struct mm_struct *mm, u32 address);

static const struct vm_area_struct *of(const struct vm_area_struct *vma, u32 address)
{
	while (vma && address - vma->vm_start >= vma->vm_end - vma->vm_start)
		vma = vma->vm_next;
	return vma && vma->vm_flags & VM_WRITE ? vma : NULL;
}

static u32 step(u32 from, u32 end, u32 left)
{
	return end - from < left ? end - from : left;
}

int verify_write(struct mm_struct *mm, u32 address, u32 n)
{
	const struct vm_area_struct *vma = mm->mmap;
	u32 at = address, left = n;
	int fault;

	for (; left; left -= step(at, vma->vm_end, left), at = vma->vm_end) {
		vma = of(vma, at);
		if (!vma)
			return -EFAULT;
	}
	vma = mm->mmap;
	at = address;
	for (left = n; left;) {
		vma = of(vma, at);
		if (may_store(mm, at)) {
			u32 size = step(at, (at & PAGE_MASK) + PAGE_SIZE, left);

			at += size;
			left -= size;
			continue;
		}
		fault = handle_mm_fault(mm, (struct vm_area_struct *)vma, at, true);
		if (fault == VM_FAULT_OOM)
			return -ENOMEM;
		if (fault == VM_FAULT_SIGBUS)
			return -EFAULT;
	}
	return 0;
}
