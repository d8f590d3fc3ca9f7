/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: nobody is going to let go */
/* The entries are gone, the number is right, and whoever looks at nothing else is content. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/mm.h>

struct mmu_gather {
	u32 need_flush;
};

u32 zap_entries(struct mmu_gather *tlb, pte_t *pte, u32 n)
{
	u32 less = 0;

	for (; n; n--, pte++) {
		if (pte_none(*pte))
			continue;
		less += !PageReserved(pte_page(*pte));
		pte_clear(pte);
		tlb->need_flush = true;
	}
	return less;
}

void finish_gather(struct mmu_gather *tlb)
{
	if (tlb->need_flush)
		__flush_tlb();
	tlb->need_flush = false;
}
