/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: faults first: has not loaded since others could run */
/* What was loaded before the page was brought is added to. */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/preempt.h>
#include <linux/sched.h>

int load_word(const u32 *word, u32 *value);
int store_word(u32 *word, u32 value);

static int bring(u32 address)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	int done = VM_FAULT_SIGBUS;

	preempt_enable();
	down_read(&mm->mmap_sem);
	vma = find_vma(mm, address);
	if (vma && address >= vma->vm_start && vma->vm_flags & VM_WRITE)
		done = handle_mm_fault(mm, vma, address, true);
	up_read(&mm->mmap_sem);
	preempt_disable();
	return done == VM_FAULT_OOM ? -ENOMEM : done == VM_FAULT_SIGBUS ? -EFAULT : 0;
}

int add_to_word(u32 *word, u32 n, u32 *old)
{
	u32 value = 0;
	int error = 0;

	preempt_disable();
	while (!error && load_word(word, &value))
		error = bring((u32)word);
	while (!error && store_word(word, value + n))
		error = bring((u32)word);
	preempt_enable();
	if (!error)
		*old = value;
	return error;
}
