/* SPDX-License-Identifier: GPL-2.0-only */
/* What is taken away is a mask for each of the two. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

#define VM_SHARED	0x08
#define VM_DONTCOPY	0x20000
#define VM_WIPEONFORK	0x2000000

struct masks {
	u32 parent, child;
};

static struct masks masks_for(pte_t entry, bool shared)
{
	struct masks masks = { ~0U, ~(u32)_PAGE_ACCESSED };

	if (shared)
		masks.child &= ~(u32)_PAGE_DIRTY;
	else if (!PageReserved(pte_page(entry)))
		masks.parent &= ~(u32)_PAGE_RW;
	return masks;
}

bool share_range(const struct vm_area_struct *vma, pte_t *from, pte_t *to)
{
	pte_t *end = from + (vma->vm_end - vma->vm_start) / PAGE_SIZE, old;
	bool tell = false;
	struct masks masks;

	switch (vma->vm_flags & (VM_DONTCOPY | VM_WIPEONFORK)) {
	case VM_WIPEONFORK:
		return true;
	case 0:
		break;
	default:
		return false;
	}
	for (; from < end; from++, to++) {
		old = *from;
		if (!pte_present(old))
			continue;
		masks = masks_for(old, vma->vm_flags & VM_SHARED);
		from->pte &= masks.parent;
		to->pte = from->pte & masks.child;
		tell = tell || from->pte != old.pte;
		if (!PageReserved(pte_page(old)))
			get_page(pte_page(old));
	}
	if (tell)
		__flush_tlb();
	return true;
}
