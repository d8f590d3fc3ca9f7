/* SPDX-License-Identifier: GPL-2.0-only */
/* Holes are zeros, anywhere; when too many have come together, the first node's entries move to the others. The dirty bit is collected. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

struct pte_chain {
	pte_t *at[7];
	struct pte_chain *rest;
};

extern u32 *rmap_words;

struct pte_chain *chain_alloc(void);
void chain_free(struct pte_chain *node);

static struct pte_chain *nodes_of(struct page *page)
{
	return (struct pte_chain *)rmap_words[page_to_pfn(page)];
}

/* The place that holds what is looked for, which may be a hole. */
static pte_t **find(struct pte_chain *node, pte_t *what)
{
	int i;

	for (; node; node = node->rest)
		for (i = 0; i < 7; i++)
			if (node->at[i] == what)
				return node->at + i;
	return NULL;
}

static struct pte_chain *fresh(struct pte_chain *rest)
{
	struct pte_chain *node = chain_alloc();
	int i;

	if (!node)
		return NULL;
	for (i = 0; i < 7; i++)
		node->at[i] = NULL;
	node->rest = rest;
	return node;
}

int chain_add(struct page *page, pte_t *pte)
{
	u32 *word, entries = page_mapcount(page);
	struct pte_chain *node;
	pte_t **hole;

	if (PageReserved(page))
		return 0;
	word = rmap_words + page_to_pfn(page);
	if (entries == 0) {
		*word = (u32)pte;
		goto count;
	}
	hole = entries > 1 ? find(nodes_of(page), NULL) : NULL;
	if (!hole) {
		node = fresh(entries > 1 ? nodes_of(page) : NULL);
		if (!node)
			return -ENOMEM;
		if (entries == 1)
			node->at[6] = (pte_t *)*word;
		*word = (u32)node;
		hole = node->at;
	}
	*hole = pte;
count:
	atomic_inc(&page->_mapcount);
	return 0;
}

void chain_remove(struct page *page, pte_t *pte)
{
	u32 *word, left, i;
	struct pte_chain *node, *first;

	if (PageReserved(page))
		return;
	word = rmap_words + page_to_pfn(page);
	page_remove_rmap(page);
	left = page_mapcount(page);
	if (!left) {
		*word = 0;
		return;
	}
	*find(nodes_of(page), pte) = NULL;
	first = nodes_of(page);
	if (left == 1) {
		for (i = 0; i < 7; i++)
			if (first->at[i])
				*word = (u32)first->at[i];
		chain_free(first);
		return;
	}
	if (left % 7)
		return;
	*word = (u32)first->rest;
	for (i = 0; i < 7; i++)
		if (first->at[i])
			*find(nodes_of(page), NULL) = first->at[i];
	node = first;
	chain_free(node);
}

static u32 address_for(pte_t *pte)
{
	struct page *table = virt_to_page((u32)pte & ~(PAGE_SIZE - 1));

	return (table->index << 12) + (((u32)pte & 4095) << 10);
}

static int take(struct page *page, pte_t *pte)
{
	swp_entry_t slot = { page->private };
	u32 old = pte->pte;

	if (PageSwapCache(page))
		swap_duplicate(slot);
	old = ptep_get_and_clear(pte).pte;
	if (PageSwapCache(page))
		pte->pte = slot.val << 8;
	__flush_tlb_one(address_for(pte));
	put_page(page);
	return old & _PAGE_DIRTY;
}

int chain_unmap(struct page *page)
{
	u32 *word = rmap_words + page_to_pfn(page), entries = page_mapcount(page), i;
	struct pte_chain *node, *next;
	int dirty = 0;

	if (!entries)
		return SWAP_SUCCESS;
	if (PageSwapCache(page) && page_count(page) > entries + 2)
		return SWAP_FAIL;
	if (entries == 1) {
		if (pte_young(*(pte_t *)*word))
			return SWAP_FAIL;
		dirty = take(page, (pte_t *)*word);
	} else {
		for (node = nodes_of(page); node; node = node->rest)
			for (i = 0; i < 7; i++)
				if (node->at[i] && pte_young(*node->at[i]))
					return SWAP_FAIL;
		for (node = nodes_of(page); node; node = next) {
			for (i = 0; i < 7; i++)
				if (node->at[i])
					dirty |= take(page, node->at[i]);
			next = node->rest;
			chain_free(node);
		}
	}
	*word = 0;
	atomic_set(&page->_mapcount, 0);
	if (dirty)
		set_page_dirty(page);
	return SWAP_SUCCESS;
}
