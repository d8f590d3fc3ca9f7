/* SPDX-License-Identifier: GPL-2.0-only */
/* A list of what is next to do. The word is loaded again if the store alone has failed. */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/preempt.h>
#include <linux/sched.h>

int load_word(const u32 *word, u32 *value);
int store_word(u32 *word, u32 value);

enum step { TRY, BRING, DONE };

static enum step try(u32 *word, u32 n, u32 *value)
{
	enum step next = BRING;

	preempt_disable();
	if (load_word(word, value) == 0 && store_word(word, *value + n) == 0)
		next = DONE;
	preempt_enable();
	return next;
}

static enum step bring(u32 address, int *error)
{
	static const s32 errors[] = { [VM_FAULT_SIGSEGV] = -EFAULT, [VM_FAULT_OOM] = -ENOMEM, [VM_FAULT_SIGBUS] = -EFAULT };
	struct vm_area_struct *vma;

	down_read(&current->mm->mmap_sem);
	vma = find_vma(current->mm, address);
	if (!vma || address < vma->vm_start)
		*error = -EFAULT;
	else if (vma->vm_flags & VM_WRITE)
		*error = errors[handle_mm_fault(current->mm, vma, address, true)];
	else
		*error = -EFAULT;
	up_read(&current->mm->mmap_sem);
	return *error ? DONE : TRY;
}

int add_to_word(u32 *word, u32 n, u32 *old)
{
	enum step step = TRY;
	int error = 0;
	u32 value = 0;

	while (step != DONE)
		step = step == TRY ? try(word, n, &value) : bring((u32)word, &error);
	if (!error)
		*old = value;
	return error;
}
