/* SPDX-License-Identifier: GPL-2.0-only */
/* All rights and accesses in one word, four bits for each set of rights; a distance that is only asked for where there is one. */
#include <linux/mm.h>

int classify(const struct vm_area_struct *vma, u32 address, u32 error_code, u32 esp)
{
	u32 rights, grows = 0;

	if (!vma)
		return 2;
	if (address < vma->vm_start) {
		bool wild = esp > address && esp - address > 32 && error_code & 4;

		if (wild || !(vma->vm_flags & VM_GROWSDOWN))
			return 2;
		grows = 1;
	}
	rights = vma->vm_flags & VM_ACCESS;
	return 0xDD11DD10U >> (4 * rights + (error_code & 3)) & 1 ? (int)grows : 3;
}
