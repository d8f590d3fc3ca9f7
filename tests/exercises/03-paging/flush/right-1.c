/* SPDX-License-Identifier: GPL-2.0-only */
/* All is stored before anything is flushed; what is to be flushed is kept in two lists of bits. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>

static u32 must_go(u32 old, u32 new)
{
	u32 lost = old & ~new & 0x167;
	u32 other = (old ^ new) & 0xfffff098;

	return old & 1 ? lost | other : 0;
}

void change_entries(pte_t *pte, u32 va, const pte_t *new, u32 n)
{
	u32 one[32] = { 0 }, all[32] = { 0 }, plain = 0, price = 8, i;

	for (i = 0; i < n; i++) {
		if (must_go(pte[i].pte, new[i].pte)) {
			if (pte[i].pte & _PAGE_GLOBAL)
				one[i / 32] |= 1U << i % 32;
			else
				all[i / 32] |= 1U << i % 32, plain++;
		}
		pte[i].pte = new[i].pte;
	}
	if (plain > price)
		__flush_tlb();
	for (i = 0; i < n; i++)
		if ((one[i / 32] | (plain > price ? 0 : all[i / 32])) >> i % 32 & 1)
			__flush_tlb_one(va + (i << PAGE_SHIFT));
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
