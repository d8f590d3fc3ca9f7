/* SPDX-License-Identifier: GPL-2.0-only */
/* Everything in one loop, over addresses. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

#define VM_SHARED	0x08
#define VM_DONTCOPY	0x20000
#define VM_WIPEONFORK	0x2000000

bool share_range(const struct vm_area_struct *vma, pte_t *from, pte_t *to)
{
	u32 va, flags = vma->vm_flags, lost = 0, took;
	struct page *page;
	pte_t entry;

	if (flags & (VM_DONTCOPY | VM_WIPEONFORK))
		return (flags & VM_DONTCOPY) == 0;
	for (va = vma->vm_start; va != vma->vm_end; va += PAGE_SIZE) {
		entry = *from++;
		if (entry.pte == 0) {
			to++;
			continue;
		}
		page = pte_page(entry);
		took = 0;
		if (!PageReserved(page)) {
			get_page(page);
			took = flags & VM_SHARED ? 0 : entry.pte & _PAGE_RW;
		}
		from[-1].pte &= ~took;
		lost |= took;
		if (flags & VM_SHARED)
			took |= _PAGE_DIRTY;
		*to++ = (pte_t){ entry.pte & ~took & ~_PAGE_ACCESSED };
	}
	if (lost != 0)
		__flush_tlb();
	return true;
}
