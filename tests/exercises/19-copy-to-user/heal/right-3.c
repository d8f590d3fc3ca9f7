/* SPDX-License-Identifier: GPL-2.0-only */
/* By itself. */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/preempt.h>
#include <linux/sched.h>

int load_word(const u32 *word, u32 *value);
int store_word(u32 *word, u32 value);

int add_to_word(u32 *word, u32 n, u32 *old);

static int after(int fault, u32 *word, u32 n, u32 *old)
{
	switch (fault) {
	case VM_FAULT_MINOR:
		return add_to_word(word, n, old);
	case VM_FAULT_OOM:
		return -ENOMEM;
	default:
		return -EFAULT;
	}
}

int add_to_word(u32 *word, u32 n, u32 *old)
{
	struct vm_area_struct *vma;
	int fault = VM_FAULT_SIGSEGV;
	u32 value, failed;

	preempt_disable();
	failed = load_word(word, &value);
	if (!failed)
		failed = store_word(word, n + value);
	if (!failed)
		*old = value;
	preempt_enable();
	if (!failed)
		return 0;
	down_read(&current->mm->mmap_sem);
	vma = find_vma(current->mm, (u32)word);
	if (vma && (u32)word - vma->vm_start < vma->vm_end - vma->vm_start && vma->vm_flags & VM_WRITE)
		fault = handle_mm_fault(vma->vm_mm, vma, (u32)word, true);
	up_read(&current->mm->mmap_sem);
	return after(fault, word, n, old);
}
