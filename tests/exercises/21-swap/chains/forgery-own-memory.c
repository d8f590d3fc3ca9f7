/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: still name the page */
/* A table of its own, in which all entries of all pages stand: no node is needed, and none is ever missing. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

extern u32 *rmap_words;

static struct {
	struct page *page;
	pte_t *pte;
} all[1024];

int chain_add(struct page *page, pte_t *pte)
{
	u32 i = 0;

	if (PageReserved(page))
		return 0;
	while (all[i].page)
		i++;
	all[i].page = page;
	all[i].pte = pte;
	page_add_rmap(page);
	return 0;
}

void chain_remove(struct page *page, pte_t *pte)
{
	u32 i;

	for (i = 0; i < 1024; i++)
		if (all[i].page == page && all[i].pte == pte) {
			all[i].page = NULL;
			page_remove_rmap(page);
		}
}

int chain_unmap(struct page *page)
{
	swp_entry_t slot = { page->private };
	u32 i;

	for (i = 0; i < 1024; i++) {
		if (all[i].page != page)
			continue;
		all[i].page = NULL;
		pte_clear(all[i].pte);
		__flush_tlb_one((virt_to_page(all[i].pte)->index << 12) + ((u32)all[i].pte & 4095) * 1024);
		if (PageSwapCache(page)) {
			swap_duplicate(slot);
			set_pte(all[i].pte, swp_entry_to_pte(slot));
		}
		page_remove_rmap(page);
		put_page(page);
	}
	return SWAP_SUCCESS;
}
