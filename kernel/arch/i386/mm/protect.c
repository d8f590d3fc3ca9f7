/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>

int protect_page(pgd_t *pgd, u32 va, u32 prot)
{
	pte_t *pte = lookup_address(pgd, va);

	if (!pte || !pte_present(*pte))
		return -EFAULT;
	set_pte(pte, pte_modify(*pte, prot));
	__flush_tlb_one(va);
	return 0;
}
