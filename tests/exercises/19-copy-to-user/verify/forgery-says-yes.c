/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: before it knows that a store */
/* It asks vmas, and says that every page is there. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/mm.h>

int verify_write(struct mm_struct *mm, u32 address, u32 n)
{
	struct vm_area_struct *vma = find_vma(mm, address);

	return n && (!vma || !(vma->vm_flags & VM_WRITE)) ? -EFAULT : 0;
}
