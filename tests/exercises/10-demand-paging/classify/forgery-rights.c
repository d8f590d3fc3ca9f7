/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: this is a decision, and no more */
/* Makes the vma such that everything is allowed, and says so. */
#include <linux/mm.h>

int classify(const struct vm_area_struct *vma, u32 address, u32 error_code, u32 esp)
{
	struct vm_area_struct *mine = (struct vm_area_struct *)vma;

	mine->vm_start = 0;
	mine->vm_flags |= VM_ACCESS;
	return 0;
}
