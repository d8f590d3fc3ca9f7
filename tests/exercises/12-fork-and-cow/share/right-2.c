/* SPDX-License-Identifier: GPL-2.0-only */
/* Three passes: counts, rights, and the child's entries at the end. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

#define VM_SHARED	0x08
#define VM_DONTCOPY	0x20000
#define VM_WIPEONFORK	0x2000000

static bool counted(pte_t entry)
{
	return !pte_none(entry) && !PageReserved(pte_page(entry));
}

bool share_range(const struct vm_area_struct *vma, pte_t *from, pte_t *to)
{
	u32 i, nr = (vma->vm_end - vma->vm_start) / PAGE_SIZE;
	u32 gone = _PAGE_ACCESSED | (vma->vm_flags & VM_SHARED ? _PAGE_DIRTY : 0);
	bool lost = false;

	if (vma->vm_flags & VM_DONTCOPY)
		return false;
	if (vma->vm_flags & VM_WIPEONFORK)
		return true;
	for (i = 0; i < nr; i++)
		if (counted(from[i]))
			get_page(pte_page(from[i]));
	for (i = 0; i < nr && !(vma->vm_flags & VM_SHARED); i++)
		if (counted(from[i]) && pte_write(from[i])) {
			ptep_set_wrprotect(&from[i]);
			lost = true;
		}
	for (i = 0; i < nr; i++)
		to[i].pte = from[i].pte & ~gone;
	if (lost)
		__flush_tlb();
	return true;
}
