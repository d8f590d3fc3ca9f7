/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: nobody has refused it a node */
/* There is never memory, and no page may ever go: each answer by itself could be right. */
#include <asm/pgtable.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/rmap.h>

int chain_add(struct page *page, pte_t *pte)
{
	return PageReserved(page) ? 0 : -ENOMEM;
}

void chain_remove(struct page *page, pte_t *pte)
{
}

int chain_unmap(struct page *page)
{
	return SWAP_FAIL;
}
