/* SPDX-License-Identifier: GPL-2.0-only */
/* Two turns for each sixteen: first they are gathered, and then, at the next one that does not go in, said and let go of. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/mm.h>

struct mmu_gather {
	u32 pages;
	bool zeros;
	u32 old[16];
};

void finish_gather(struct mmu_gather *tlb)
{
	u32 i;

	if (!tlb->pages && !tlb->zeros)
		return;
	for (i = 0; i < tlb->pages; i++) {
		struct page *page = pfn_to_page(tlb->old[i] >> PAGE_SHIFT);

		if (tlb->old[i] & _PAGE_DIRTY)
			set_page_dirty(page);
	}
	__flush_tlb();
	for (i = 0; i < tlb->pages; i++) {
		struct page *page = pfn_to_page(tlb->old[i] >> PAGE_SHIFT);

		page_remove_rmap(page);
		put_page(page);
	}
	tlb->pages = 0;
	tlb->zeros = false;
}

u32 zap_entries(struct mmu_gather *tlb, pte_t *pte, u32 n)
{
	u32 less = 0, old;

	for (; n > 0; n--, pte++) {
		old = pte->pte;
		if ((old & (_PAGE_PRESENT | _PAGE_PROTNONE)) == 0)
			continue;
		if (PageReserved(pte_page(*pte))) {
			tlb->zeros = true;
			pte->pte = 0;
			continue;
		}
		if (tlb->pages == 16)
			finish_gather(tlb);
		pte->pte = 0;
		tlb->old[tlb->pages++] = old;
		less++;
	}
	return less;
}
