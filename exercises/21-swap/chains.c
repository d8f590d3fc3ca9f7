/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

/* A word for each frame, by its number; 0: no entry. */
extern u32 *rmap_words;

/* 32 bytes, at a multiple of 32; or NULL. What is in it is yours. */
struct pte_chain *chain_alloc(void);
void chain_free(struct pte_chain *node);

/*
 * pte names page from now on. 0; -ENOMEM: no node, and nothing has
 * changed. Linux 2.6.6's page_add_rmap is handed a node.
 */
int chain_add(struct page *page, pte_t *pte)
{
	return -ENOSYS;
}

/* pte, which has been entered, names page no longer. */
void chain_remove(struct page *page, pte_t *pte)
{
}

/*
 * Takes all entries of a page away, which is locked and held by the
 * caller; those of a page in the swap cache name its slot then.
 * SWAP_FAIL: somebody else holds such a page, or it was used; then
 * nothing has changed. SWAP_SUCCESS: none is left.
 */
int chain_unmap(struct page *page)
{
	return SWAP_FAIL;
}
