/* SPDX-License-Identifier: GPL-2.0-only */
/* All references are taken first, and given back if it fails; pages are mapped from the last to the first, and taken back one by one. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>

typedef union {
	u32 word;
	struct {
		u32 flags : 12, frame : 20;
	};
} entry_t;

struct place {
	entry_t *of_directory, *of_table;
	struct page *table;
};

static struct place find(pgd_t *pgd, u32 va)
{
	struct place place = { (entry_t *)pgd + (va >> 22), NULL, NULL };

	if (place.of_directory->flags & 1) {
		place.table = mem_map + place.of_directory->frame;
		place.of_table = (entry_t *)((char *)page_address(place.table) + (va >> 10 & 4092));
	}
	return place;
}

/* The mapping, but not its reference, which is the caller's to put. Returns the page. */
static struct page *take_away(pgd_t *pgd, u32 va, struct page **empty)
{
	struct place place = find(pgd, va);
	struct page *page = mem_map + place.of_table->frame;

	place.of_table->word = 0;
	*empty = --place.table->private ? NULL : place.table;
	if (*empty)
		place.of_directory->word = 0;
	__flush_tlb_one(va);
	return page;
}

static int bring_in(pgd_t *pgd, u32 va, struct page *page, u32 prot)
{
	struct place place = find(pgd, va);

	if (!place.table) {
		place.table = alloc_page(GFP_KERNEL);
		if (!place.table)
			return -ENOMEM;
		memset(page_address(place.table), 0, PAGE_SIZE);
		place.table->private = 0;
		place.of_directory->word = (page_to_pfn(place.table) << 12) + (va / 0x40000000 == 3 ? 3 : 7);
		place = find(pgd, va);
	}
	if (place.of_table->word)
		return -EEXIST;
	place.table->private++;
	*place.of_table = (entry_t){ .frame = page_to_pfn(page), .flags = prot };
	return 0;
}

int map_pages(pgd_t *pgd, u32 va, struct page **pages, u32 n, u32 prot)
{
	struct page *empty;
	int error = 0;
	u32 i, k;

	for (i = 0; i < n; i++)
		get_page(pages[i]);
	for (i = n; i-- > 0; ) {
		error = bring_in(pgd, va + i * PAGE_SIZE, pages[i], prot);
		if (error)
			goto back;
	}
	return 0;
back:
	for (k = i + 1; k < n; k++) {
		take_away(pgd, va + k * PAGE_SIZE, &empty);
		if (empty)
			put_page(empty);
	}
	for (k = 0; k < n; k++)
		put_page(pages[k]);
	return error;
}

u32 unmap_pages(pgd_t *pgd, u32 va, u32 n)
{
	struct page *page, *empty;
	u32 count = 0;

	for (; n; n--, va += PAGE_SIZE) {
		struct place place = find(pgd, va);

		if (!place.table || !(place.of_table->flags & 1))
			continue;
		page = take_away(pgd, va, &empty);
		if (empty)
			put_page(empty);
		put_page(page);
		count++;
	}
	return count;
}

int map_page(pgd_t *pgd, u32 va, struct page *page, u32 prot)
{
	return map_pages(pgd, va, &page, 1, prot);
}

int unmap_page(pgd_t *pgd, u32 va)
{
	return unmap_pages(pgd, va, 1) ? 0 : -EFAULT;
}
