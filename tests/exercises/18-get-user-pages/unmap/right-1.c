/* SPDX-License-Identifier: GPL-2.0-only */
/* Everything that is said of a page waits for the flush, too: the array has whole entries, and reserved ones among them. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/mm.h>

struct mmu_gather {
	u32 nr, unused;
	pte_t entries[16];
};

void finish_gather(struct mmu_gather *tlb)
{
	pte_t *at = tlb->entries, *end = at + tlb->nr;

	if (at != end)
		__flush_tlb();
	for (; at < end; at++) {
		struct page *page = pte_page(*at);

		if (PageReserved(page))
			continue;
		page_remove_rmap(page);
		if (at->pte & _PAGE_DIRTY)
			set_page_dirty(page);
		put_page(page);
	}
	tlb->nr = 0;
}

u32 zap_entries(struct mmu_gather *tlb, pte_t *pte, u32 n)
{
	pte_t *end = pte + n;
	u32 less = 0;

	while (pte < end) {
		pte_t old = ptep_get_and_clear(pte++);

		if (!old.pte)
			continue;
		less += !PageReserved(pte_page(old));
		tlb->entries[tlb->nr++] = old;
		if (tlb->nr == 16)
			finish_gather(tlb);
	}
	return less;
}
