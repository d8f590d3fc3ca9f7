/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: one page: belongs to those who hold it */
/* Pages wait on a list, by the word that belongs to whoever holds them. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/mm.h>

struct mmu_gather {
	u32 need_flush;
	struct page *first;
};

u32 zap_entries(struct mmu_gather *tlb, pte_t *pte, u32 n)
{
	u32 less = 0;

	for (; n; n--, pte++) {
		struct page *page = pte_page(*pte);

		if (!pte_present(*pte))
			continue;
		tlb->need_flush = true;
		if (!PageReserved(page)) {
			less++;
			if (pte_dirty(*pte))
				set_page_dirty(page);
			page_remove_rmap(page);
			page->private = (u32)tlb->first;
			tlb->first = page;
		}
		pte_clear(pte);
	}
	return less;
}

void finish_gather(struct mmu_gather *tlb)
{
	struct page *page;

	if (tlb->need_flush)
		__flush_tlb();
	while ((page = tlb->first)) {
		tlb->first = (struct page *)page->private;
		put_page(page);
	}
	tlb->need_flush = false;
}
