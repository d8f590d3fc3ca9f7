/* SPDX-License-Identifier: GPL-2.0-only */
/* Code by code; the distance from the stack pointer as a number of 64 bits. */
#include <linux/mm.h>

enum { HEAL, GROW, MAPERR, ACCERR };

static int may(const struct vm_area_struct *vma, u32 error_code, int yes)
{
	switch (error_code) {
	case 0:
	case 4:
		return vma->vm_flags & (VM_READ | VM_WRITE | VM_EXEC) ? yes : ACCERR;
	case 1:
	case 5:
		return ACCERR;
	default:
		return vma->vm_flags & VM_WRITE ? yes : ACCERR;
	}
}

int classify(const struct vm_area_struct *vma, u32 address, u32 error_code, u32 esp)
{
	if (!vma)
		return MAPERR;
	if (vma->vm_start <= address)
		return may(vma, error_code, HEAL);
	if (vma->vm_flags & VM_GROWSDOWN && (error_code < 4 || (u64)esp <= (u64)address + 32))
		return may(vma, error_code, GROW);
	return MAPERR;
}
