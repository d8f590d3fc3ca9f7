/* SPDX-License-Identifier: GPL-2.0-only */
/* Room is made before a page goes in, and put_page is told of reserved pages as well: it knows them. The words are counted downwards. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/mm.h>

enum { GATHER = 16 };

struct mmu_gather {
	u32 used;
	struct page *pages[GATHER];
	u32 spare;
};

void finish_gather(struct mmu_gather *tlb)
{
	if (!tlb->used)
		return;
	__flush_tlb();
	while (tlb->used) {
		tlb->used--;
		put_page(tlb->pages[tlb->used]);
	}
}

static bool take(struct mmu_gather *tlb, pte_t *pte)
{
	struct page *page = pte_page(*pte);
	bool dirty = pte_dirty(*pte);

	if (tlb->used == GATHER)
		finish_gather(tlb);
	pte_clear(pte);
	tlb->pages[tlb->used++] = page;
	if (PageReserved(page))
		return false;
	atomic_dec_and_test(&page->_mapcount);
	if (dirty && !PageDirty(page))
		set_page_flag(page, PG_dirty);
	return true;
}

u32 zap_entries(struct mmu_gather *tlb, pte_t *pte, u32 n)
{
	u32 i, less = 0;

	for (i = 0; i < n; i++)
		if (!pte_none(pte[i]) && take(tlb, &pte[i]))
			less++;
	return less;
}
