/* SPDX-License-Identifier: GPL-2.0-only */
/* It looks first: what is in the way, which tables are missing. Only when all is at hand does it enter anything. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>

#define TABLE_OF(pgd, va) ((pte_t *)__va((pgd)[pgd_index(va)].pgd & ~0xfffU))

/* The frames for tables wait in a list, through their private fields. */
static struct page *gather(u32 count)
{
	struct page *list = NULL, *table;

	while (count--) {
		table = alloc_page(GFP_KERNEL);
		if (table) {
			memset(page_address(table), 0, PAGE_SIZE);
			table->private = (u32)(unsigned long)list;
			list = table;
			continue;
		}
		while ((table = list)) {
			list = (struct page *)(unsigned long)table->private;
			put_page(table);
		}
		return NULL;
	}
	return list;
}

static void enter(pgd_t *pgd, u32 va, struct page **list)
{
	struct page *table = *list;

	if (pgd_present(pgd[pgd_index(va)]))
		return;
	*list = (struct page *)(unsigned long)table->private;
	pgd[pgd_index(va)].pgd = (page_to_pfn(table) << PAGE_SHIFT) |
				 (va >= PAGE_OFFSET ? 3 : 7);
}

int map_pages(pgd_t *pgd, u32 va, struct page **pages, u32 n, u32 prot)
{
	u32 missing = 0, last = ~0U, i, at;
	struct page *list = NULL;

	for (i = 0, at = va; i < n; i++, at += PAGE_SIZE) {
		if (!pgd_present(pgd[pgd_index(at)])) {
			missing += pgd_index(at) != last;
			last = pgd_index(at);
		} else if (TABLE_OF(pgd, at)[pte_index(at)].pte) {
			return -EEXIST;
		}
	}
	if (missing) {
		list = gather(missing);
		if (!list)
			return -ENOMEM;
	}
	for (i = 0, at = va; i < n; i++, at += PAGE_SIZE) {
		enter(pgd, at, &list);
		if (!(pages[i]->flags & PG_reserved))
			get_page(pages[i]);
		TABLE_OF(pgd, at)[pte_index(at)] = pfn_pte(page_to_pfn(pages[i]), prot);
	}
	return 0;
}

u32 unmap_pages(pgd_t *pgd, u32 va, u32 n)
{
	u32 mapped = 0, end = va + n * PAGE_SIZE;

	while (va != end) {
		pgd_t *dir = pgd + pgd_index(va);
		u32 entry;

		if (!pgd_present(*dir)) {
			u32 next = (va | 0x3fffff) + 1;

			va = next - va < end - va ? next : end;
			continue;
		}
		entry = TABLE_OF(pgd, va)[pte_index(va)].pte;
		if (entry & _PAGE_PRESENT) {
			TABLE_OF(pgd, va)[pte_index(va)].pte = 0;
			__flush_tlb_one(va);
			put_page(pfn_to_page(entry >> PAGE_SHIFT));
			mapped++;
		}
		va += PAGE_SIZE;
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
