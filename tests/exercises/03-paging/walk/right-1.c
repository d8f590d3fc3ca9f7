/* SPDX-License-Identifier: GPL-2.0-only */
/* Each size by itself; every field of an entry taken out by shifting. */
#include <asm/pgtable.h>

#define GRANTS (_PAGE_RW | _PAGE_USER)

pte_t *lookup_address(pgd_t *pgd, u32 va)
{
	u32 pde = pgd[va >> 22].pgd;

	switch (pde & (_PAGE_PRESENT | _PAGE_PSE)) {
	case _PAGE_PRESENT:
		return &((pte_t *)__va(pde >> 12 << 12))[va << 10 >> 22];
	default:
		return NULL;
	}
}

int walk(pgd_t *pgd, u32 va, u32 *pa, u32 *rights)
{
	u32 pde = pgd[va >> 22].pgd, pte;

	if (!(pde & _PAGE_PRESENT))
		return 1;
	if (pde & _PAGE_PSE) {
		*pa = (pde >> 22 << 22) + (va << 10 >> 10);
		*rights = pde & GRANTS;
		return 0;
	}
	pte = lookup_address(pgd, va)->pte;
	if (!(pte & _PAGE_PRESENT))
		return 2;
	*pa = (pte >> 12 << 12) + (va << 20 >> 20);
	*rights = pde & pte & GRANTS;
	return 0;
}
