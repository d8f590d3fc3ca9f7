/* SPDX-License-Identifier: GPL-2.0-only */
/* The same walk twice, with something to be done for each vma of the range. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

bool may_store(struct mm_struct *mm, u32 address);

struct range {
	struct mm_struct *mm;
	u32 begin, end;
};

static int ask(struct vm_area_struct *vma, u32 from, u32 to)
{
	return (vma->vm_flags & VM_WRITE) == 0 ? -EFAULT : 0;
}

static int bring(struct vm_area_struct *vma, u32 from, u32 to)
{
	static const int errors[] = { [VM_FAULT_OOM] = -ENOMEM, [VM_FAULT_SIGBUS] = -EFAULT };
	int error = 0;

	for (from &= PAGE_MASK; from < to && !error;)
		if (may_store(vma->vm_mm, from + 7))
			from += PAGE_SIZE;
		else
			error = errors[handle_mm_fault(vma->vm_mm, vma, from + 4095, true)];
	return error;
}

static int each(const struct range *r, int (*what)(struct vm_area_struct *vma, u32 from, u32 to))
{
	struct vm_area_struct *vma;
	u32 at = r->begin;
	int error;

	while (at < r->end) {
		vma = find_vma(r->mm, at);
		if (!vma || at < vma->vm_start)
			return -EFAULT;
		error = what(vma, at, vma->vm_end < r->end ? vma->vm_end : r->end);
		if (error)
			return error;
		at = vma->vm_end;
	}
	return 0;
}

int verify_write(struct mm_struct *mm, u32 address, u32 n)
{
	struct range r = { mm, address, address + n };
	int error;

	if (!n)
		return 0;
	if (r.end <= address || r.end > TASK_SIZE)
		return -EFAULT;
	error = each(&r, ask);
	return error ?: each(&r, bring);
}
