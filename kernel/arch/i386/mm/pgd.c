/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/pgtable.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>

void share_table(pgd_t *pgd, u32 i)
{
	pgd[i] = swapper_pg_dir[i];
	if (pgd_present(pgd[i]))
		virt_to_page(pte_offset(pgd, i << 22))->private++;
}

pgd_t *pgd_alloc(void)
{
	struct page *page = alloc_page(GFP_KERNEL);
	u32 i, kernel = pgd_index(PAGE_OFFSET);
	pgd_t *pgd;

	if (!page)
		return NULL;
	pgd = page_address(page);
	memset(pgd, 0, kernel * sizeof(*pgd));
	for (i = kernel; i < PTRS_PER_PTE; i++)
		share_table(pgd, i);
	return pgd;
}
/* Chapter 6 (user-mode) */

void pgd_free(pgd_t *pgd)
{
	put_page(virt_to_page(pgd));
}
