/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>

/*
 * map_pages: maps pages[i] at va + i * PAGE_SIZE with rights prot,
 * for all i below n, making tables where there are none. Returns 0;
 * then each mapping of a page that is not reserved holds it.
 * -EEXIST if an entry of the range is in use, -ENOMEM without
 * memory for a table (either, if both); then no entry, table or
 * count has changed.
 *
 * unmap_pages: takes away what is mapped in the n pages from va on:
 * entry, processor's memory, reference. Entries that are not
 * present and tables stay. Returns how many pages were mapped.
 */
int map_pages(pgd_t *pgd, u32 va, struct page **pages, u32 n, u32 prot)
{
	return -1;
}

u32 unmap_pages(pgd_t *pgd, u32 va, u32 n)
{
	return 0;
}

int map_page(pgd_t *pgd, u32 va, struct page *page, u32 prot)
{
	return map_pages(pgd, va, &page, 1, prot);
}

int unmap_page(pgd_t *pgd, u32 va)
{
	return unmap_pages(pgd, va, 1) ? 0 : -EFAULT;
}
