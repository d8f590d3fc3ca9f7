/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The first node is full, and the last one has the free places. All entries are taken at first, then all are flushed, then all references
 * are let go of; in between an entry that is gone keeps its dirty bit where nobody else looks.
 */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

struct pte_chain {
	pte_t *place[7];
	struct pte_chain *next;
};

extern u32 *rmap_words;

struct pte_chain *chain_alloc(void);
void chain_free(struct pte_chain *node);

static u32 *word(struct page *page)
{
	return rmap_words + page_to_pfn(page);
}

/* Of n entries: where the way to the i-th one's node is kept. */
static struct pte_chain **way(struct page *page, u32 i)
{
	struct pte_chain **at = (struct pte_chain **)word(page);

	for (; i >= 7; i -= 7)
		at = &(*at)->next;
	return at;
}

/* The i-th of n, from the first that came on. */
static pte_t **at(struct page *page, u32 i, u32 n)
{
	if (n == 1)
		return (pte_t **)word(page);
	return (*way(page, i))->place + i % 7;
}

int chain_add(struct page *page, pte_t *pte)
{
	u32 n = page_mapcount(page);
	struct pte_chain *node;

	if (PageReserved(page))
		return 0;
	if (n == 1 || (n > 1 && n % 7 == 0)) {
		node = chain_alloc();
		if (node == NULL)
			return -ENOMEM;
		if (n == 1) {
			node->place[0] = (pte_t *)*word(page);
			*word(page) = (u32)node;
		} else {
			*way(page, n) = node;
		}
	}
	*at(page, n, n + 1) = pte;
	page_add_rmap(page);
	return 0;
}

void chain_remove(struct page *page, pte_t *pte)
{
	u32 n = page_mapcount(page), i = 0;
	struct pte_chain *node;

	if (PageReserved(page))
		return;
	while (*at(page, i, n) != pte)
		i++;
	*at(page, i, n) = *at(page, n - 1, n);
	if (n == 1)
		*word(page) = 0;
	if (n > 2 && n % 7 == 1)
		chain_free(*way(page, n - 1));
	if (n == 2) {
		node = *way(page, 0);
		*word(page) = (u32)node->place[0];
		chain_free(node);
	}
	page_remove_rmap(page);
}

/* What is done with each entry, one question or step at a time. */
enum step { LOOK, TAKE, FLUSH, LET_GO };

static bool do_step(enum step step, struct page *page, pte_t *pte)
{
	swp_entry_t slot = { page->private };
	u32 va;

	switch (step) {
	case LOOK:
		return pte_young(*pte);
	case TAKE:
		if (pte_dirty(ptep_get_and_clear(pte)))
			set_page_dirty(page);
		if (PageSwapCache(page))
			*pte = swp_entry_to_pte(slot);
		break;
	case FLUSH:
		va = virt_to_page(pte)->index * PAGE_SIZE;
		va += (u32)pte % PAGE_SIZE / 4 * PAGE_SIZE;
		__flush_tlb_one(va);
		break;
	case LET_GO:
		if (PageSwapCache(page))
			swap_duplicate(slot);
		put_page(page);
	}
	return false;
}

int chain_unmap(struct page *page)
{
	u32 n = page_mapcount(page), i;
	enum step step;

	if (n && (page->flags & PG_swapcache) && page_count(page) != 2 + n)
		return SWAP_FAIL;
	for (step = LOOK; step <= LET_GO; step++)
		for (i = 0; i < n; i++)
			if (do_step(step, page, *at(page, i, n)))
				return SWAP_FAIL;
	while (page_mapcount(page))
		chain_remove(page, *at(page, 0, page_mapcount(page)));
	return SWAP_SUCCESS;
}
