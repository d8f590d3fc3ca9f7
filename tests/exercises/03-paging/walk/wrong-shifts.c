/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a page: it says that nothing is there */
/* 12 where 22 was meant, and 22 where 12 was. */
#include <asm/pgtable.h>

enum { WALK_FOUND, WALK_NO_TABLE, WALK_NO_PAGE };

pte_t *pte_offset(pgd_t *pgd, u32 va)
{
	u32 entry = pgd[va >> 12 & 1023].pgd;

	if (!(entry & _PAGE_PRESENT) || entry & _PAGE_PSE)
		return NULL;
	return (pte_t *)__va(entry & ~(PAGE_SIZE - 1)) + (va >> 22);
}

int walk(pgd_t *pgd, u32 va, u32 *pa, u32 *rights)
{
	u32 pde = pgd[va >> 12 & 1023].pgd;
	pte_t *pte = pte_offset(pgd, va);

	if (!(pde & _PAGE_PRESENT))
		return WALK_NO_TABLE;
	if (!pte) {
		*pa = (pde & 0xFFC00000) | (va & 0x3FFFFF);
		*rights = pde & (_PAGE_RW | _PAGE_USER);
		return WALK_FOUND;
	}
	if (!pte_present(*pte))
		return WALK_NO_PAGE;
	*pa = (pte->pte & 0xFFFFF000) | (va & 0xFFF);
	*rights = pde & pte->pte & (_PAGE_RW | _PAGE_USER);
	return WALK_FOUND;
}
