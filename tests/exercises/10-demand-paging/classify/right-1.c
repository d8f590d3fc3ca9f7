/* SPDX-License-Identifier: GPL-2.0-only */
/* Which rights would do? One word answers it for each kind of access. */
#include <linux/mm.h>

enum { HEAL, GROW, MAPERR, ACCERR };

int classify(const struct vm_area_struct *vma, u32 address, u32 error_code, u32 esp)
{
	static const u8 will_do[4] = { VM_ACCESS, 0, VM_WRITE, VM_WRITE };
	bool outside = !vma || address < vma->vm_start;
	bool program = error_code >> 2 & 1;

	if (outside && (!vma || !(vma->vm_flags & VM_GROWSDOWN) || (program && address + 32 < esp)))
		return MAPERR;
	if (!(vma->vm_flags & will_do[error_code & 3]))
		return ACCERR;
	return outside ? GROW : HEAL;
}
