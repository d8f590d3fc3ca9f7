/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>

pte_t *lookup_address(pgd_t *pgd, u32 va)
{
	pgd += pgd_index(va);
	if (pgd_none(*pgd))
		return NULL;
	return pte_offset_kernel(pgd, va);
}
