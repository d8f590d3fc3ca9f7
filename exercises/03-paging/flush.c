/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>

/*
 * Stores new[i] in pte[i], the entry for va + i * PAGE_SIZE, for
 * all i below n. When it returns, the processor remembers nothing
 * untrue of these pages, and the flushes have cost as little as
 * possible: 1 for each page flushed, 8 for a reload of CR3, which
 * forgets all but global ones.
 */
void change_entries(pte_t *pte, u32 va, const pte_t *new, u32 n)
{
}

int protect_page(pgd_t *pgd, u32 va, u32 prot)
{
	pte_t *pte = lookup_address(pgd, va), new;

	if (!pte || !pte_present(*pte))
		return -EFAULT;
	new = pte_modify(*pte, prot);
	change_entries(pte, va, &new, 1);
	return 0;
}
