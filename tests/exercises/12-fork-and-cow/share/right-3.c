/* SPDX-License-Identifier: GPL-2.0-only */
/* Backwards, with two functions for two kinds of vmas. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

#define VM_SHARED	0x08
#define VM_DONTCOPY	0x20000
#define VM_WIPEONFORK	0x2000000

static bool give(pte_t *from, pte_t *to)
{
	bool lost = false;

	if (!PageReserved(pte_page(*from))) {
		lost = pte_write(*from);
		if (lost)
			set_pte(from, pte_wrprotect(*from));
		get_page(pte_page(*from));
	}
	set_pte(to, pte_mkold(*from));
	return lost;
}

static void lend(const pte_t *from, pte_t *to)
{
	struct page *page = pte_page(*from);

	if (!PageReserved(page))
		atomic_inc(&page->_count);
	set_pte(to, ((pte_t){ from->pte & ~(_PAGE_ACCESSED | _PAGE_DIRTY) }));
}

bool share_range(const struct vm_area_struct *vma, pte_t *from, pte_t *to)
{
	s32 i = (s32)((vma->vm_end - vma->vm_start) >> PAGE_SHIFT);
	u32 lost = 0;

	if (vma->vm_flags & VM_DONTCOPY)
		return false;
	if (vma->vm_flags & VM_WIPEONFORK)
		i = 0;
	while (--i >= 0) {
		if (pte_none(from[i]))
			continue;
		if (vma->vm_flags & VM_SHARED)
			lend(from + i, to + i);
		else
			lost += give(from + i, to + i);
	}
	if (lost)
		__flush_tlb();
	return true;
}
