/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it uses expand_stack, which this exercise does not have */
/* Extends the stack at once. */
#include <linux/mm.h>

int classify(const struct vm_area_struct *vma, u32 address, u32 error_code, u32 esp)
{
	return expand_stack((struct vm_area_struct *)vma, address) ? 2 : 1;
}
