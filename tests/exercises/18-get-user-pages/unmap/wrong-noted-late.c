/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: one page: nothing notes that it was stored to */
/* Of each page the entry is kept, and the note comes when the page is let go of, by who has held it until then. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/mm.h>

struct mmu_gather {
	u32 nr, unused;
	pte_t old[16];
};

void finish_gather(struct mmu_gather *tlb)
{
	u32 i;

	if (tlb->nr)
		__flush_tlb();
	for (i = 0; i < tlb->nr; i++) {
		struct page *page = pte_page(tlb->old[i]);

		page_remove_rmap(page);
		put_page(page);
		if (pte_dirty(tlb->old[i]))
			set_page_dirty(page);
	}
	tlb->nr = 0;
}

u32 zap_entries(struct mmu_gather *tlb, pte_t *pte, u32 n)
{
	u32 less = 0;

	for (; n; n--, pte++) {
		if (!pte_present(*pte))
			continue;
		less += !PageReserved(pte_page(*pte));
		tlb->old[tlb->nr++] = ptep_get_and_clear(pte);
		if (tlb->nr == 16)
			finish_gather(tlb);
	}
	return less;
}
