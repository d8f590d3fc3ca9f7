/* SPDX-License-Identifier: GPL-2.0-only */
/* One function, with goto. */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/preempt.h>
#include <linux/sched.h>

int load_word(const u32 *word, u32 *value);
int store_word(u32 *word, u32 value);

int add_to_word(u32 *word, u32 n, u32 *old)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	u32 value;
	int fault;

again:
	preempt_disable();
	if (load_word(word, &value))
		goto bring;
	if (store_word(word, value + n))
		goto bring;
	preempt_enable();
	*old = value;
	return 0;

bring:
	preempt_enable();
	down_read(&mm->mmap_sem);
	vma = find_vma(mm, (u32)word);
	if (!vma || vma->vm_start > (u32)word || !(vma->vm_flags & VM_WRITE)) {
		up_read(&mm->mmap_sem);
		return -EFAULT;
	}
	fault = handle_mm_fault(mm, vma, (u32)word & PAGE_MASK, true);
	up_read(&mm->mmap_sem);
	if (fault == VM_FAULT_OOM)
		return -ENOMEM;
	if (fault == VM_FAULT_SIGBUS)
		return -EFAULT;
	goto again;
}
