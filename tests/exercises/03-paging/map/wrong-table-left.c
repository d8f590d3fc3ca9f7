/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: refuses: it failed, and yet it left a table behind */
/* Takes back the entries, without a flush and without a thought for the tables. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>

static pte_t *entry_of(pgd_t *pgd, u32 va)
{
	u32 entry = pgd[pgd_index(va)].pgd;

	if (!(entry & _PAGE_PRESENT))
		return NULL;
	return (pte_t *)__va(entry & ~(PAGE_SIZE - 1)) +
	       pte_index(va);
}

static void unmap_one(pte_t *pte, u32 va, bool seen)
{
	struct page *page = pte_page(*pte);

	pte_clear(pte);
	if (seen)
		__flush_tlb_one(va);
	put_page(page);
}

static pte_t *new_table(pgd_t *pgd, u32 va)
{
	u32 rights = va < PAGE_OFFSET ? _PAGE_TABLE : _KERNPG_TABLE;
	struct page *table = alloc_page(GFP_KERNEL);

	if (!table)
		return NULL;
	memset(page_address(table), 0, PAGE_SIZE);
	pgd[pgd_index(va)].pgd =
		page_to_pfn(table) << PAGE_SHIFT | rights;
	return entry_of(pgd, va);
}

int map_pages(pgd_t *pgd, u32 va, struct page **pages, u32 n, u32 prot)
{
	u32 i, at = va;
	int error;

	for (i = 0; i < n; i++, at += PAGE_SIZE) {
		pte_t *pte = entry_of(pgd, at);

		if (!pte)
			pte = new_table(pgd, at);
		error = !pte ? -ENOMEM : pte->pte ? -EEXIST : 0;
		if (error) {
			for (; at != va; at -= PAGE_SIZE)
				unmap_one(entry_of(pgd, at - PAGE_SIZE),
					  at - PAGE_SIZE, false);
			return error;
		}
		if (!PageReserved(pages[i]))
			get_page(pages[i]);
		set_pte(pte, mk_pte(pages[i], prot));
	}
	return 0;
}

u32 unmap_pages(pgd_t *pgd, u32 va, u32 n)
{
	u32 mapped = 0;
	pte_t *pte;

	for (; n; n--, va += PAGE_SIZE) {
		pte = entry_of(pgd, va);
		if (!pte || !pte_present(*pte))
			continue;
		unmap_one(pte, va, true);
		mapped++;
	}
	return mapped;
}

int map_page(pgd_t *pgd, u32 va, struct page *page, u32 prot)
{
	return map_pages(pgd, va, &page, 1, prot);
}

int unmap_page(pgd_t *pgd, u32 va)
{
	return unmap_pages(pgd, va, 1) ? 0 : -EFAULT;
}
