/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: no vma of this mm */
/* It makes a vma that fits, whatever is asked. */
#include <linux/mm.h>
#include <linux/sched.h>

static struct vm_area_struct mine;

struct vm_area_struct *find_vma(struct mm_struct *mm, u32 address)
{
	mine.vm_start = address & ~0xfffU;
	mine.vm_end = mine.vm_start + 4096;
	return &mine;
}
