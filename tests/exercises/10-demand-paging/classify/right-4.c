/* SPDX-License-Identifier: GPL-2.0-only */
/* First what is forbidden wherever it is, then where it is. */
#include <linux/mm.h>

enum answer { HEAL, GROW, MAPERR, ACCERR };

static enum answer where(const struct vm_area_struct *vma, u32 address, bool program, u32 esp)
{
	if (vma && address >= vma->vm_start && address < vma->vm_end)
		return HEAL;
	if (vma == NULL || (vma->vm_flags & VM_GROWSDOWN) == 0)
		return MAPERR;
	if (!program)
		return GROW;
	for (u32 slack = 0; slack <= 32; slack++)
		if (address + slack >= esp)
			return GROW;
	return MAPERR;
}

int classify(const struct vm_area_struct *vma, u32 address, u32 error_code, u32 esp)
{
	bool present = error_code & 1, store = error_code & 2;
	enum answer answer = where(vma, address, error_code > 3, esp);

	if (answer == MAPERR)
		return MAPERR;
	if (store)
		return vma->vm_flags & VM_WRITE ? answer : ACCERR;
	if (present || (vma->vm_flags & VM_ACCESS) == 0)
		return ACCERR;
	return answer;
}
