/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: its entry still forbids the store */
/* The fault will do it. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

int break_cow(struct vm_area_struct *vma, u32 start, u32 end)
{
	return vma->vm_flags & VM_WRITE ? 0 : -EFAULT;
}
