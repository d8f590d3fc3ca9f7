/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/list.h>
#include <linux/mm.h>
/* Chapter 3: memory.c: more headers */
/* Chapter 6: memory.c: more headers */
#include <linux/sched.h>

/* Chapter 3: memory.c: a table if there is none */
static pte_t *pte_alloc(pgd_t *dir, u32 va, u32 rights)
{
	struct page *table;

	if (pgd_none(*dir)) {
		table = pte_alloc_one();
		if (!table)
			return NULL;
		/* Chapter 3: pte_alloc: has somebody else made one? */
		dir->pgd = page_to_pfn(table) << PAGE_SHIFT | rights;
	}
	return pte_offset_map(dir, va);
}
/* Chapter 3: memory.c: a table if there is none */

pte_t *pte_alloc_map(pgd_t *dir, u32 va)
{
	return pte_alloc(dir, va, _PAGE_TABLE);
}

pte_t *pte_alloc_kernel(pgd_t *dir, u32 va)
{
	return pte_alloc(dir, va, _KERNPG_TABLE);
}
/* Chapter 3: memory.c: tables away */

void clear_page_tables(pgd_t *pgd, u32 first, u32 nr)
{
	struct list_head tables;

	INIT_LIST_HEAD(&tables);
	for (pgd += first; nr; nr--, pgd++) {
		if (pgd_none(*pgd))
			continue;
		list_add(&pgd_page(*pgd)->lru, &tables);
		pgd_clear(pgd);
	}
	__flush_tlb();
	/* Chapter 3: clear_page_tables: let go of those in the list */
	while (!list_empty(&tables)) {
		struct page *table = list_entry(tables.next,
						struct page, lru);

		list_del(&table->lru);
		put_page(table);
	}
}
/* Chapter 6 (user-mode) */

/* Chapter 6: memory.c: what one table maps goes */
static void zap_pte_range(struct mm_struct *mm, pgd_t *dir, u32 va,
			  u32 end)
{
	u32 base = (u32)(dir - mm->pgd) << PGDIR_SHIFT;
	pte_t *pte, old;

	if (va < base)
		va = base;
	if (end > base + PGDIR_SIZE)
		end = base + PGDIR_SIZE;
	pte = pte_offset_map(dir, va);
	for (; va < end; va += PAGE_SIZE, pte++) {
		if (!pte_present(*pte))
			continue;
		old = ptep_get_and_clear(pte);
		__flush_tlb_one(va);
		put_page(pte_page(old));
	}
	pte_unmap(pte - 1);
}

void unmap_page_range(struct mm_struct *mm, u32 va, u32 end)
{
	pgd_t *dir = pgd_offset(mm, va);
	pgd_t *last = pgd_offset(mm, end - 1);

	for (; dir <= last; dir++)
		if (!pgd_none(*dir))
			zap_pte_range(mm, dir, va, end);
}
