/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: 4 MiB: reads from address */
/* The chapter's own walk: what a large page holds is taken for a table. */
#include <asm/pgtable.h>

enum { WALK_FOUND, WALK_NO_TABLE, WALK_NO_PAGE };

pte_t *pte_offset(pgd_t *pgd, u32 va)
{
	pgd_t entry = pgd[pgd_index(va)];

	if (!pgd_present(entry))
		return NULL;
	return (pte_t *)__va(entry.pgd & ~(PAGE_SIZE - 1)) + pte_index(va);
}

int walk(pgd_t *pgd, u32 va, u32 *pa, u32 *rights)
{
	u32 pde = pgd[pgd_index(va)].pgd;
	pte_t *pte = pte_offset(pgd, va);

	if (!pte)
		return WALK_NO_TABLE;
	if (!pte_present(*pte))
		return WALK_NO_PAGE;
	*pa = (pte->pte & 0xFFFFF000) | (va & 0xFFF);
	*rights = pde & pte->pte & (_PAGE_RW | _PAGE_USER);
	return WALK_FOUND;
}
