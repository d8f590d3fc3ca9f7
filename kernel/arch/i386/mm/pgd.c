/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/pgtable.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
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

/* Chapter 6: pgd.c: give it back */
void pgd_free(pgd_t *pgd)
{
	u32 i, k;

	for (i = 0; i < pgd_index(PAGE_OFFSET); i++) {
		const pte_t *table = pgd_present(pgd[i]) ?
			pte_offset(pgd, i << 22) : NULL;

		for (k = 0; pgd_present(pgd[i]); k++) {
			BUG_ON(k == PTRS_PER_PTE);
			if (pte_present(table[k]))
				unmap_page(pgd, i << 22 | k << 12);
		}
	}
	put_page(virt_to_page(pgd));
}
