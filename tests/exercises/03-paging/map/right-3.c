/* SPDX-License-Identifier: GPL-2.0-only */
/* New tables are filled before the directory names them, and stay secret until nothing can fail. Unmapping gathers: entries first, then flushes, then references. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>

#define BATCH 100

static pte_t *table_at(pgd_t entry)
{
	return pgd_present(entry) ? __va(entry.pgd >> PAGE_SHIFT << PAGE_SHIFT) : NULL;
}

/* The pages of the range that the table for va has entries for. */
static u32 in_table(u32 va, u32 n)
{
	u32 room = PTRS_PER_PTE - pte_index(va);

	return n < room ? n : room;
}

static void fill(pte_t *table, u32 va, struct page **pages, u32 n, u32 prot)
{
	for (pte_t *pte = table + pte_index(va); n--; pte++, pages++) {
		if (!PageReserved(*pages))
			get_page(*pages);
		*pte = pfn_pte(page_to_pfn(*pages), prot);
	}
}

static int map_from(pgd_t *pgd, u32 va, struct page **pages, u32 n, u32 prot)
{
	u32 part = in_table(va, n), i;
	pgd_t *dir = pgd + pgd_index(va);
	struct page *fresh = NULL;
	pte_t *table = table_at(*dir);
	int error;

	if (!n)
		return 0;
	if (table) {
		for (i = 0; i < part; i++)
			if (table[pte_index(va) + i].pte)
				return -EEXIST;
	} else {
		fresh = alloc_pages(GFP_KERNEL, 0);
		if (!fresh)
			return -ENOMEM;
		table = page_address(fresh);
		memset(table, 0, pte_index(va) * sizeof(*table));
		memset(table + pte_index(va) + part, 0, (PTRS_PER_PTE - pte_index(va) - part) * sizeof(*table));
	}
	error = map_from(pgd, va + part * PAGE_SIZE, pages + part, n - part, prot);
	if (!error) {
		fill(table, va, pages, part, prot);
		if (fresh)
			dir->pgd = __pa(table) | (va < PAGE_OFFSET ? _PAGE_TABLE : _KERNPG_TABLE);
	} else if (fresh) {
		put_page(fresh);
	}
	return error;
}

int map_pages(pgd_t *pgd, u32 va, struct page **pages, u32 n, u32 prot)
{
	return map_from(pgd, va, pages, n, prot);
}

/* At most BATCH pages of one table. */
static u32 gather(pgd_t *pgd, u32 va, u32 n)
{
	pgd_t *dir = pgd + pgd_index(va);
	pte_t *table = table_at(*dir), *pte;
	struct page *page[BATCH];
	u32 at[BATCH], found = 0, i;

	if (!table)
		return 0;
	for (i = 0; i < n; i++) {
		pte = &table[pte_index(va) + i];
		if (!pte_present(*pte))
			continue;
		page[found] = pfn_to_page(pte_pfn(*pte));
		at[found++] = va + i * PAGE_SIZE;
		*pte = (pte_t){ 0 };
	}
	for (i = found; i-- > 0; )
		__flush_tlb_one(at[i]);
	for (i = 0; i < found; i++)
		put_page(page[i]);
	return found;
}

u32 unmap_pages(pgd_t *pgd, u32 va, u32 n)
{
	u32 gone = 0;

	/* From the end of the range to its beginning. */
	while (n) {
		u32 last = va + (n - 1) * PAGE_SIZE, part = pte_index(last) + 1;

		part = part > n ? n : part;
		part = part > BATCH ? BATCH : part;
		gone += gather(pgd, va + (n - part) * PAGE_SIZE, part);
		n -= part;
	}
	return gone;
}

int map_page(pgd_t *pgd, u32 va, struct page *page, u32 prot)
{
	return map_pages(pgd, va, &page, 1, prot);
}

int unmap_page(pgd_t *pgd, u32 va)
{
	return unmap_pages(pgd, va, 1) ? 0 : -EFAULT;
}
