/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: an entry is not what it should be */
/* The list of new entries is made to say what the table says. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>

void change_entries(pte_t *pte, u32 va, const pte_t *new, u32 n)
{
	for (u32 i = 0; i < n; i++)
		((pte_t *)new)[i] = pte[i];
}

int protect_page(pgd_t *pgd, u32 va, u32 prot)
{
	pte_t *pte = lookup_address(pgd, va), new;
	u32 keep = ~(PAGE_SIZE - 1) | _PAGE_ACCESSED | _PAGE_DIRTY;

	if (!pte || !pte_present(*pte))
		return -EFAULT;
	new.pte = (pte->pte & keep) | prot;
	change_entries(pte, va, &new, 1);
	return 0;
}
