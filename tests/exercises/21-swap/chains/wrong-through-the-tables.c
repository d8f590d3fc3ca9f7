/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: one entry: and its word */
/* The table of the last entry is remembered, and looked through: all of a page's entries are taken to be there. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

struct pte_chain;

extern u32 *rmap_words;

struct pte_chain *chain_alloc(void);
void chain_free(struct pte_chain *node);

int chain_add(struct page *page, pte_t *pte)
{
	if (PageReserved(page))
		return 0;
	rmap_words[page_to_pfn(page)] = (u32)pte & ~(PAGE_SIZE - 1);
	page_add_rmap(page);
	return 0;
}

void chain_remove(struct page *page, pte_t *pte)
{
	if (!PageReserved(page))
		page_remove_rmap(page);
}

int chain_unmap(struct page *page)
{
	pte_t *table = (void *)rmap_words[page_to_pfn(page)];
	swp_entry_t slot = { page->private };
	pte_t old;
	u32 i;

	if (!page_mapcount(page))
		return SWAP_SUCCESS;
	for (i = 0; i < PTRS_PER_PTE; i++)
		if (pte_present(table[i]) && pte_page(table[i]) == page && pte_young(table[i]))
			return SWAP_FAIL;
	if (PageSwapCache(page) && page_count(page) != page_mapcount(page) + 2)
		return SWAP_FAIL;
	for (i = 0; i < PTRS_PER_PTE; i++) {
		if (!pte_present(table[i]) || pte_page(table[i]) != page)
			continue;
		old = ptep_get_and_clear(table + i);
		__flush_tlb_one((virt_to_page(table)->index + i) * PAGE_SIZE);
		if (pte_dirty(old))
			set_page_dirty(page);
		if (PageSwapCache(page)) {
			swap_duplicate(slot);
			set_pte(table + i, swp_entry_to_pte(slot));
		}
		page_remove_rmap(page);
		put_page(page);
	}
	return SWAP_SUCCESS;
}
