/* SPDX-License-Identifier: GPL-2.0-only */
/* How many places of a node are taken stands in the low bits of the way to it. To send a page away is to remove one entry after the other. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

/* link: the address of the next node, which is a multiple of 32, and behind it how many places of that are taken. */
struct pte_chain {
	u32 link, place[7];
};

extern u32 *rmap_words;

struct pte_chain *chain_alloc(void);
void chain_free(struct pte_chain *node);

#define NODE(link) ((struct pte_chain *)((link) & ~31U))
#define USED(link) ((link) & 31U)

static u32 *word_of(struct page *page)
{
	return &rmap_words[page - mem_map];
}

int chain_add(struct page *page, pte_t *pte)
{
	u32 *word = word_of(page), used;
	struct pte_chain *node;

	if (page->flags & PG_reserved)
		return 0;
	switch (page_mapcount(page)) {
	case 0:
		*word = (u32)pte;
		break;
	case 1:
		node = chain_alloc();
		if (!node)
			return -ENOMEM;
		node->link = 0;
		node->place[0] = *word;
		node->place[1] = (u32)pte;
		*word = (u32)node + 2;
		break;
	default:
		used = USED(*word);
		if (used < 7) {
			NODE(*word)->place[used] = (u32)pte;
			++*word;
			break;
		}
		node = chain_alloc();
		if (!node)
			return -ENOMEM;
		node->link = *word;
		node->place[0] = (u32)pte;
		*word = (u32)node + 1;
	}
	page_add_rmap(page);
	return 0;
}

static u32 *search(u32 link, u32 pte)
{
	u32 i;

	for (; link; link = NODE(link)->link)
		for (i = 0; i < USED(link); i++)
			if (NODE(link)->place[i] == pte)
				return &NODE(link)->place[i];
	return NULL;
}

void chain_remove(struct page *page, pte_t *pte)
{
	u32 *word = word_of(page), link = *word;

	if (page->flags & PG_reserved)
		return;
	if (page_mapcount(page) == 1) {
		*word = 0;
	} else {
		*search(link, (u32)pte) = NODE(link)->place[USED(link) - 1];
		--*word;
		if (USED(*word) == 0) {
			*word = NODE(link)->link;
			chain_free(NODE(link));
		}
		link = *word;
		if (USED(link) == 1 && !NODE(link)->link) {
			*word = NODE(link)->place[0];
			chain_free(NODE(link));
		}
	}
	page_remove_rmap(page);
}

static bool any_young(struct page *page)
{
	u32 link = *word_of(page), i;

	if (page_mapcount(page) == 1)
		return pte_young(*(pte_t *)link);
	for (; link; link = NODE(link)->link)
		for (i = 0; i < USED(link); i++)
			if (((pte_t *)NODE(link)->place[i])->pte & _PAGE_ACCESSED)
				return true;
	return false;
}

int chain_unmap(struct page *page)
{
	swp_entry_t slot = { page->private };
	pte_t *pte, was;

	if (!page_mapcount(page))
		return SWAP_SUCCESS;
	if (PageSwapCache(page) && page_count(page) - 2 != page_mapcount(page))
		return SWAP_FAIL;
	if (any_young(page))
		return SWAP_FAIL;
	while (page_mapcount(page)) {
		u32 link = *word_of(page);

		pte = (pte_t *)(page_mapcount(page) == 1 ? link : NODE(link)->place[0]);
		was = ptep_get_and_clear(pte);
		if (PageSwapCache(page)) {
			set_pte(pte, swp_entry_to_pte(slot));
			swap_duplicate(slot);
		}
		__flush_tlb_one((virt_to_page(pte)->index + pte_index((u32)pte << 10)) << PAGE_SHIFT);
		if (was.pte & _PAGE_DIRTY)
			set_page_dirty(page);
		chain_remove(page, pte);
		put_page(page);
	}
	return SWAP_SUCCESS;
}
