/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a chain: too many */
/* Where an entry has gone there is a hole, and nobody looks for holes: a node goes when all of its places have been used and left. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

struct pte_chain {
	struct pte_chain *next;
	pte_t *pte[7];
};

extern u32 *rmap_words;

struct pte_chain *chain_alloc(void);
void chain_free(struct pte_chain *node);

static struct pte_chain **chain_of(struct page *page)
{
	return (struct pte_chain **)&rmap_words[page_to_pfn(page)];
}

int chain_add(struct page *page, pte_t *pte)
{
	struct pte_chain **first = chain_of(page), *node;
	u32 i;

	if (PageReserved(page))
		return 0;
	if (!page_mapcount(page)) {
		*first = (void *)pte;
		page_add_rmap(page);
		return 0;
	}
	for (i = 0; page_mapcount(page) > 1 && i < 7; i++)
		if (!(*first)->pte[i]) {
			(*first)->pte[i] = pte;
			page_add_rmap(page);
			return 0;
		}
	node = chain_alloc();
	if (!node)
		return -ENOMEM;
	for (i = 0; i < 7; i++)
		node->pte[i] = NULL;
	node->pte[0] = pte;
	node->next = NULL;
	if (page_mapcount(page) == 1)
		node->pte[1] = (void *)*first;
	else
		node->next = *first;
	*first = node;
	page_add_rmap(page);
	return 0;
}

static bool is_empty(const struct pte_chain *node)
{
	u32 i;

	for (i = 0; i < 7; i++)
		if (node->pte[i])
			return false;
	return true;
}

void chain_remove(struct page *page, pte_t *pte)
{
	struct pte_chain **at = chain_of(page), *node;
	u32 i;

	if (PageReserved(page))
		return;
	if (page_mapcount(page) == 1) {
		*at = NULL;
		page_remove_rmap(page);
		return;
	}
	for (; *at; at = &(*at)->next)
		for (i = 0; i < 7; i++)
			if ((*at)->pte[i] == pte)
				goto found;
found:
	node = *at;
	node->pte[i] = NULL;
	if (is_empty(node)) {
		*at = node->next;
		chain_free(node);
	}
	page_remove_rmap(page);
	if (page_mapcount(page) > 1)
		return;
	node = *chain_of(page);
	for (i = 0; i < 7; i++)
		if (node->pte[i])
			*chain_of(page) = (void *)node->pte[i];
	chain_free(node);
}

static pte_t *any_entry(struct page *page, bool young)
{
	struct pte_chain *node = *chain_of(page);
	u32 i;

	if (page_mapcount(page) == 1)
		return !young || pte_young(*(pte_t *)node) ? (pte_t *)node : NULL;
	for (; page_mapcount(page) && node; node = node->next)
		for (i = 0; i < 7; i++)
			if (node->pte[i] && (!young || pte_young(*node->pte[i])))
				return node->pte[i];
	return NULL;
}

int chain_unmap(struct page *page)
{
	swp_entry_t slot = { page->private };
	pte_t *pte, old;

	if (page_mapcount(page) && PageSwapCache(page) && page_count(page) != page_mapcount(page) + 2)
		return SWAP_FAIL;
	if (any_entry(page, true))
		return SWAP_FAIL;
	while ((pte = any_entry(page, false))) {
		chain_remove(page, pte);
		old = ptep_get_and_clear(pte);
		__flush_tlb_one((virt_to_page(pte)->index << 12) + ((u32)pte & 4095) * 1024);
		if (pte_dirty(old))
			set_page_dirty(page);
		if (PageSwapCache(page)) {
			swap_duplicate(slot);
			set_pte(pte, swp_entry_to_pte(slot));
		}
		put_page(page);
	}
	return SWAP_SUCCESS;
}
