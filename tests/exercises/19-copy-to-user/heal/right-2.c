/* SPDX-License-Identifier: GPL-2.0-only */
/* After the first failure the lock is kept from the fault to the next try, so that nobody forks in between. */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/preempt.h>
#include <linux/sched.h>

int load_word(const u32 *word, u32 *value);
int store_word(u32 *word, u32 value);

static int try(u32 *word, u32 n, u32 *value)
{
	int error;

	preempt_count()++;
	error = load_word(word, value);
	if (!error)
		error = store_word(word, *value + n);
	preempt_count()--;
	return error;
}

int add_to_word(u32 *word, u32 n, u32 *old)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	u32 value;
	int error = try(word, n, &value), fault;

	if (error) {
		down_read(&mm->mmap_sem);
		vma = find_vma(mm, (u32)word);
		while (error && vma && vma->vm_start <= (u32)word && vma->vm_flags & VM_WRITE) {
			fault = handle_mm_fault(mm, vma, (u32)word, true);
			if (fault == VM_FAULT_MINOR) {
				error = try(word, n, &value);
				continue;
			}
			error = fault == VM_FAULT_OOM ? -ENOMEM : -EFAULT;
			break;
		}
		up_read(&mm->mmap_sem);
	}
	if (!error)
		*old = value;
	return error;
}
