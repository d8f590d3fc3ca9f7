/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>

/* Chapter 3: map.c: map */
int map_page(pgd_t *pgd, u32 va, struct page *page, u32 prot)
{
	pgd_t *dir = pgd + pgd_index(va);
	pte_t *pte = va < PAGE_OFFSET ? pte_alloc_map(dir, va) :
					pte_alloc_kernel(dir, va);
	int error = -EEXIST;

	if (!pte)
		return -ENOMEM;
	if (pte_none(*pte)) {
		/* Chapter 3: map_page: the mapping is a holder */
		if (!PageReserved(page))
			get_page(page);
		set_pte(pte, mk_pte(page, prot));
		error = 0;
	}
	pte_unmap(pte);
	return error;
}

/* Chapter 3: map.c: unmap */
int unmap_page(pgd_t *pgd, u32 va)
{
	pte_t *pte = lookup_address(pgd, va), old;

	if (!pte || !pte_present(*pte))
		return -EFAULT;
	old = ptep_get_and_clear(pte);
	__flush_tlb_one(va);
	put_page(pte_page(old));
	return 0;
}
