/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a page: it changes the tables */
/* It sets the bit that the processor would set. */
#include <asm/pgtable.h>

enum { WALK_FOUND, WALK_NO_TABLE, WALK_NO_PAGE };

pte_t *pte_offset(pgd_t *pgd, u32 va)
{
	u32 entry = pgd[pgd_index(va)].pgd;

	if (!(entry & _PAGE_PRESENT) || entry & _PAGE_PSE)
		return NULL;
	return (pte_t *)__va(entry & ~(PAGE_SIZE - 1)) + pte_index(va);
}

int walk(pgd_t *pgd, u32 va, u32 *pa, u32 *rights)
{
	u32 pde = pgd[pgd_index(va)].pgd;
	pte_t *pte = pte_offset(pgd, va);

	if (!(pde & _PAGE_PRESENT))
		return WALK_NO_TABLE;
	pgd[pgd_index(va)].pgd |= _PAGE_ACCESSED;
	if (!pte) {
		*pa = (pde & 0xFFC00000) | (va & 0x3FFFFF);
		*rights = pde & (_PAGE_RW | _PAGE_USER);
		return WALK_FOUND;
	}
	if (!pte_present(*pte))
		return WALK_NO_PAGE;
	pte->pte |= _PAGE_ACCESSED;
	*pa = (pte->pte & 0xFFFFF000) | (va & 0xFFF);
	*rights = pde & pte->pte & (_PAGE_RW | _PAGE_USER);
	return WALK_FOUND;
}
