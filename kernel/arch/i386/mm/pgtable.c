/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>
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
