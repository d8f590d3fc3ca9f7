/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/mm.h>

#define STACK_GAP (256 * PAGE_SIZE)

/*
 * Extends vma down to the page of address, which is below vm_end;
 * 0, also if it is there already. -EFAULT: no VM_GROWSDOWN. -ENOMEM:
 * larger than limit, in bytes, or nearer than STACK_GAP to the end
 * of prev. prev: the vma below, or NULL; with none of VM_ACCESS it
 * needs no gap. An error has changed nothing. The caller holds
 * mmap_sem. Linux's expand_stack finds prev and limit itself.
 */
int grow_stack(struct vm_area_struct *vma,
	       const struct vm_area_struct *prev, u32 address,
	       u32 limit)
{
	return -EEXIST;
}
