/* SPDX-License-Identifier: GPL-2.0-only */
/* First it chooses the page that the child gets, and then counts and rights follow from it. */
#include <asm/pgtable.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

int copy_pte(pte_t *to, pte_t *from, const struct vm_area_struct *vma, struct page **spare)
{
	struct page *page = pte_page(*from), *childs = page;
	bool private = !(vma->vm_flags & VM_SHARED);

	if (private && vma->vm_flags & VM_MAYWRITE && !PageReserved(page) && !page->mapping && page_mapcount(page) < page_count(page))
		childs = *spare;
	if (!childs)
		return -EAGAIN;
	if (childs != page) {
		copy_highpage(childs, page);
		*spare = NULL;
	} else if (!PageReserved(page)) {
		get_page(page);
		if (private)
			ptep_set_wrprotect(from);
	}
	page_add_rmap(childs);
	if (childs == page)
		set_pte(to, pte_mkold(*from));
	else if (vma->vm_flags & VM_WRITE)
		set_pte(to, pte_mkwrite(pte_mkdirty(mk_pte(childs, vma->vm_page_prot))));
	else
		set_pte(to, pte_mkdirty(mk_pte(childs, vma->vm_page_prot)));
	return 0;
}
