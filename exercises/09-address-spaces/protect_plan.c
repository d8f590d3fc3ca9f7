/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

/*
 * How many vmas must be made (0 to 2) before start to end, whole
 * pages, start <= end, can get these rights, a part of VM_ACCESS.
 * -ENOMEM: a part of the range is in no vma. Changes nothing, and
 * calls find_vma once at most. The caller holds mmap_sem.
 */
int protect_plan(struct mm_struct *mm, u32 start, u32 end, u32 rights)
{
	return -ENOMEM;
}
