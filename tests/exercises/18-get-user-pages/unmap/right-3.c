/* SPDX-License-Identifier: GPL-2.0-only */
/* From the last entry to the first; that the processor must forget is counted in entries, and pages wait in a row from the top. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/mm.h>

struct mmu_gather {
	u32 entries, pages;
	u32 waits[16];
};

static void flush_and_put(struct mmu_gather *tlb)
{
	u32 *top = tlb->waits + 15;

	__flush_tlb();
	tlb->entries = 0;
	for (; tlb->pages; tlb->pages--)
		put_page((struct page *)*top--);
}

void finish_gather(struct mmu_gather *tlb)
{
	if (tlb->entries)
		flush_and_put(tlb);
}

u32 zap_entries(struct mmu_gather *tlb, pte_t *pte, u32 n)
{
	u32 less = 0;

	while (n--) {
		pte_t old = pte[n];
		struct page *page;

		if (!pte_present(old))
			continue;
		set_pte(pte + n, ((pte_t){ 0 }));
		page = pte_page(old);
		if (!PageReserved(page)) {
			if (pte_dirty(old))
				set_page_dirty(page);
			page_remove_rmap(page);
			tlb->waits[15 - tlb->pages++] = (u32)page;
			less++;
		}
		if (++tlb->entries == 16)
			flush_and_put(tlb);
	}
	return less;
}
