/* SPDX-License-Identifier: GPL-2.0-only */
/* Five reasons to share, one after the other, and a way out to each. */
#include <asm/pgtable.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

int copy_pte(pte_t *to, pte_t *from, const struct vm_area_struct *vma, struct page **spare)
{
	struct page *page = pte_page(*from);
	u32 entry;

	if (vma->vm_flags & VM_SHARED)
		goto share;
	if (!(vma->vm_flags & VM_MAYWRITE))
		goto share;
	if (PageReserved(page))
		goto share;
	if (page->mapping)
		goto share;
	if (page_count(page) == page_mapcount(page))
		goto share;
	if (!*spare)
		return -EAGAIN;
	copy_highpage(*spare, page);
	entry = mk_pte(*spare, vma->vm_page_prot).pte | _PAGE_DIRTY;
	entry |= vma->vm_flags & VM_WRITE; /* the same bit */
	page_add_rmap(*spare);
	*spare = NULL;
	set_pte(to, (pte_t){ entry });
	return 0;
share:
	if (!PageReserved(page) && !(vma->vm_flags & VM_SHARED))
		ptep_set_wrprotect(from);
	page_add_rmap(page);
	if (!PageReserved(page))
		get_page(page);
	set_pte(to, pte_mkold(*from));
	return 0;
}
