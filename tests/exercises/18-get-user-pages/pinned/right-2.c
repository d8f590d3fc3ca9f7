/* SPDX-License-Identifier: GPL-2.0-only */
/* The number of holders that are neither entries nor the cache; and the easy cases first. */
#include <asm/pgtable.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

static s32 holders(const struct page *page)
{
	s32 cache = page->mapping ? 1 : 0;

	return (s32)page_count(page) - (s32)page_mapcount(page) - cache;
}

static void share(pte_t *to, pte_t *from, bool both_write)
{
	pte_t entry = *from;

	get_page(pte_page(entry));
	page_add_rmap(pte_page(entry));
	if (!both_write && pte_write(entry)) {
		entry = pte_wrprotect(entry);
		set_pte(from, entry);
	}
	set_pte(to, pte_mkold(entry));
}

int copy_pte(pte_t *to, pte_t *from, const struct vm_area_struct *vma, struct page **spare)
{
	struct page *page = pte_page(*from);
	pte_t entry;

	if (PageReserved(page))
		set_pte(to, pte_mkold(*from));
	else if (vma->vm_flags & VM_SHARED)
		share(to, from, true);
	else if (!(vma->vm_flags & VM_MAYWRITE) || page->mapping || holders(page) < 1)
		share(to, from, false);
	else if (!*spare)
		return -EAGAIN;
	else {
		entry = mk_pte(*spare, vma->vm_page_prot | _PAGE_DIRTY);
		copy_highpage(*spare, page);
		set_pte(to, vma->vm_flags & VM_WRITE ? pte_mkwrite(entry) : entry);
		page_add_rmap(*spare);
		*spare = NULL;
	}
	return 0;
}
