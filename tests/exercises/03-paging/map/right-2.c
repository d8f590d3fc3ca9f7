/* SPDX-License-Identifier: GPL-2.0-only */
/* Mapping is one page and then the rest, undone if the rest fails. Unmapping goes twice over the range: entries, then pages. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>

static u32 *entry_of(pgd_t *pgd, u32 va)
{
	u32 pde = pgd[va >> 22].pgd;

	return pde & 1 ? (u32 *)__va(pde & 0xfffff000) + (va >> 12) % 1024 : NULL;
}

/* Takes the present bits, and leaves the frames' numbers where they are: nobody else looks there meanwhile. */
static u32 hide(pgd_t *pgd, u32 va, u32 n, u32 *hidden)
{
	u32 *entry, count = 0;

	for (u32 i = 0; i < n; i++, va += PAGE_SIZE) {
		entry = entry_of(pgd, va);
		if (!entry || !(*entry & 1))
			continue;
		*entry &= ~1U;
		hidden[i / 32] |= 1U << i % 32;
		count++;
	}
	return count;
}

static u32 unmap_some(pgd_t *pgd, u32 va, u32 n)
{
	u32 hidden[4] = { 0 }, count = hide(pgd, va, n, hidden);

	for (u32 i = 0; i < n; i++, va += PAGE_SIZE) {
		struct page *page;

		if (!(hidden[i / 32] >> i % 32 & 1))
			continue;
		page = pfn_to_page(*entry_of(pgd, va) >> 12);
		*entry_of(pgd, va) = 0;
		__flush_tlb_one(va);
		put_page(page);
	}
	return count;
}

u32 unmap_pages(pgd_t *pgd, u32 va, u32 n)
{
	u32 count = 0;

	for (; n > 128; n -= 128, va += 128 * PAGE_SIZE)
		count += unmap_some(pgd, va, 128);
	return count + unmap_some(pgd, va, n);
}

int map_pages(pgd_t *pgd, u32 va, struct page **pages, u32 n, u32 prot)
{
	struct page *table = NULL;
	u32 *entry;
	int error;

	if (n == 0)
		return 0;
	entry = entry_of(pgd, va);
	if (entry && *entry)
		return -EEXIST;
	if (!entry) {
		table = alloc_page(GFP_KERNEL);
		if (!table)
			return -ENOMEM;
		entry = page_address(table);
		for (int i = 0; i < 1024; i++)
			entry[i] = 0;
		pgd[va >> 22].pgd = page_to_pfn(table) * PAGE_SIZE + (va < PAGE_OFFSET ? _PAGE_TABLE : _KERNPG_TABLE);
		entry += (va >> 12) % 1024;
	}
	*entry = page_to_pfn(*pages) * PAGE_SIZE | prot;
	if (!PageReserved(*pages))
		get_page(*pages);
	error = map_pages(pgd, va + PAGE_SIZE, pages + 1, n - 1, prot);
	if (!error)
		return 0;
	if (table) {
		/* Nothing but this page is in it. */
		*entry = 0;
		pgd[va >> 22].pgd = 0;
		__flush_tlb_one(va);
		put_page(*pages);
		put_page(table);
	} else {
		unmap_pages(pgd, va, 1);
	}
	return error;
}

int map_page(pgd_t *pgd, u32 va, struct page *page, u32 prot)
{
	return map_pages(pgd, va, &page, 1, prot);
}

int unmap_page(pgd_t *pgd, u32 va)
{
	return unmap_pages(pgd, va, 1) ? 0 : -EFAULT;
}
