/* SPDX-License-Identifier: GPL-2.0-only */
/* A ring: the word leads to one of its nodes, and each leads to the next; the last of them has its eighth entry's place for the way on. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

struct pte_chain {
	u32 w[8]; /* w[0]: the next node of the ring */
};

extern u32 *rmap_words;

struct pte_chain *chain_alloc(void);
void chain_free(struct pte_chain *node);

/* A walk over the entries of a page, the newest first. */
struct walk {
	struct pte_chain *node;
	u32 i, left;
	u32 *at;
};

static bool go_on(struct walk *w)
{
	if (!w->left)
		return false;
	if (w->node) {
		if (w->i == 0) {
			w->node = (struct pte_chain *)w->node->w[0];
			w->i = 7;
		}
		w->at = &w->node->w[w->i--];
	}
	w->left--;
	return true;
}

static struct walk start(struct page *page)
{
	u32 *word = &rmap_words[page_to_pfn(page)], n = page_mapcount(page);
	struct walk w = { NULL, 0, n, word };

	if (n >= 2) {
		w.node = (struct pte_chain *)*word;
		w.i = n % 7 ? n % 7 : 7;
	}
	return w;
}

static int grow(struct page *page)
{
	u32 *word = &rmap_words[page_to_pfn(page)], n = page_mapcount(page);
	struct pte_chain *ring = (struct pte_chain *)*word, *node, *last;

	node = chain_alloc();
	if (!node)
		return -ENOMEM;
	node->w[0] = (u32)node;
	if (n == 1) {
		node->w[1] = *word;
	} else {
		for (last = ring; last->w[0] != (u32)ring; last = (struct pte_chain *)last->w[0])
			;
		last->w[0] = (u32)node;
		node->w[0] = (u32)ring;
	}
	*word = (u32)node;
	return 0;
}

int chain_add(struct page *page, pte_t *pte)
{
	u32 n = page_mapcount(page);
	struct walk w;
	int error = 0;

	if (PageReserved(page))
		return 0;
	if (n == 1 || (n && !(n % 7)))
		error = grow(page);
	if (error)
		return error;
	page_add_rmap(page);
	w = start(page);
	go_on(&w);
	*w.at = (u32)pte;
	return 0;
}

static void shrink(struct page *page)
{
	u32 *word = &rmap_words[page_to_pfn(page)], n = page_mapcount(page);
	struct pte_chain *first = (struct pte_chain *)*word, *last;

	page_remove_rmap(page);
	if (n == 1)
		*word = 0;
	else if (n == 2)
		*word = first->w[1];
	else if (n % 7 == 1) {
		for (last = first; last->w[0] != (u32)first; last = (struct pte_chain *)last->w[0])
			;
		last->w[0] = *word = first->w[0];
	} else
		return;
	if (n > 1)
		chain_free(first);
}

void chain_remove(struct page *page, pte_t *pte)
{
	struct walk newest, w;

	if (PageReserved(page))
		return;
	newest = w = start(page);
	go_on(&newest);
	while (go_on(&w))
		if (*w.at == (u32)pte)
			*w.at = *newest.at;
	shrink(page);
}

int chain_unmap(struct page *page)
{
	u32 n = page_mapcount(page);
	swp_entry_t slot = { page->private };
	bool cached = PageSwapCache(page);
	struct walk w;
	pte_t *pte, new = { 0 }, old;

	if (!n)
		return SWAP_SUCCESS;
	if (cached && page_count(page) != n + 2)
		return SWAP_FAIL;
	for (w = start(page); go_on(&w);)
		if (pte_young(*(pte_t *)*w.at))
			return SWAP_FAIL;
	if (cached)
		new = swp_entry_to_pte(slot);
	for (; n; n--) {
		w = start(page);
		go_on(&w);
		pte = (pte_t *)*w.at;
		shrink(page);
		old = new;
		asm volatile("xchgl %0, %1" : "+r"(old.pte), "+m"(pte->pte) : : "memory");
		if (old.pte & _PAGE_DIRTY)
			set_page_dirty(page);
		__flush_tlb_one((virt_to_page(pte)->index << 12) | ((u32)pte & 0xFFF) << 10);
		put_page(page);
		if (cached)
			swap_duplicate(slot);
	}
	return SWAP_SUCCESS;
}
