/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>

int map_page(pgd_t *pgd, u32 va, struct page *page, u32 prot)
{
	pte_t *pte = pte_alloc(pgd, va);

	if (!pte)
		return -ENOMEM;
	if (pte->pte)
		return -EEXIST;
	get_page(page);
	*pte = pfn_pte(page_to_pfn(page), prot);
	virt_to_page(pte)->private++;
	return 0;
}

/* Chapter 3: map.c: unmap */
int unmap_page(pgd_t *pgd, u32 va)
{
	pte_t *pte = pte_offset(pgd, va);
	struct page *page;

	if (!pte || !pte_present(*pte))
		return -EFAULT;
	page = pfn_to_page(pte_pfn(*pte));
	*pte = (pte_t){ 0 };
	__flush_tlb_one(va);
	put_page(page);
	/* Chapter 3: unmap_page: was it the table's last entry? */
	page = virt_to_page(pte);
	if (--page->private == 0) {
		pgd[pgd_index(va)].pgd = 0;
		__flush_tlb_one(va);
		put_page(page);
	}
	return 0;
}
