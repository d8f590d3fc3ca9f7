/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>

pte_t *pte_offset(pgd_t *pgd, u32 va)
{
	pgd_t entry = pgd[pgd_index(va)];

	if (!pgd_present(entry))
		return NULL;
	return (pte_t *)__va(entry.pgd & ~(PAGE_SIZE - 1)) +
	       pte_index(va);
}
