/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>

pte_t *pte_alloc(pgd_t *pgd, u32 va)
{
	u32 rights = va < PAGE_OFFSET ? _PAGE_TABLE : _KERNPG_TABLE;
	struct page *table;

	if (!pgd_present(pgd[pgd_index(va)])) {
		table = alloc_page(GFP_KERNEL);
		if (!table)
			return NULL;
		memset(page_address(table), 0, PAGE_SIZE);
		table->private = 0;	/* entries in use */
		pgd[pgd_index(va)].pgd =
			page_to_pfn(table) << PAGE_SHIFT | rights;
	}
	return pte_offset(pgd, va);
}

/* Chapter 3: pgtable.c: protect */
int protect_page(pgd_t *pgd, u32 va, u32 prot)
{
	pte_t *pte = pte_offset(pgd, va);
	u32 keep = ~(PAGE_SIZE - 1) | _PAGE_ACCESSED | _PAGE_DIRTY;

	if (!pte || !pte_present(*pte))
		return -EFAULT;
	pte->pte = (pte->pte & keep) | prot;
	__flush_tlb_one(va);
	return 0;
}
