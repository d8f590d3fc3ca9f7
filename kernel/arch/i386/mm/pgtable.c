/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>
#include <linux/gfp.h>
#include <linux/mm.h>

struct page *pte_alloc_one(void)
{
	struct page *table = alloc_page(GFP_KERNEL);

	if (table)
		clear_page(page_address(table));
	return table;
}
/* Chapter 6 (user-mode) */

#include <linux/string.h>

pgd_t *pgd_alloc(void)
{
	struct page *page = alloc_page(GFP_KERNEL);
	u32 kernel = pgd_index(PAGE_OFFSET);
	pgd_t *pgd;

	if (!page)
		return NULL;
	pgd = page_address(page);
	memset(pgd, 0, kernel * sizeof(*pgd));
	memcpy(pgd + kernel, swapper_pg_dir + kernel,
	       (PTRS_PER_PGD - kernel) * sizeof(*pgd));
	return pgd;
}

void pgd_free(pgd_t *pgd)
{
	put_page(virt_to_page(pgd));
}
