/* SPDX-License-Identifier: GPL-2.0-only */
/* All references are taken first, and given back if it fails; pages are mapped from the last to the first, and taken back one by one, each with the table that was made for it. */
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

/* The mapping, but not its reference, which is the caller's to put; and its table, if it is `made`, that is, nothing else is in it. Returns the page. */
static struct page *take_away(pgd_t *pgd, u32 va, struct page *made)
{
	struct place place = find(pgd, va);
	struct page *page = mem_map + place.of_table->frame;

	place.of_table->word = 0;
	if (place.table == made)
		place.of_directory->word = 0;
	__flush_tlb_one(va);
	if (place.table == made)
		put_page(made);
	return page;
}

static int bring_in(pgd_t *pgd, u32 va, struct page *page, u32 prot, struct page **made)
{
	struct place place = find(pgd, va);

	*made = NULL;
	if (!place.table) {
		*made = alloc_page(GFP_KERNEL);
		if (!*made)
			return -ENOMEM;
		memset(page_address(*made), 0, PAGE_SIZE);
		place.of_directory->word = (page_to_pfn(*made) << 12) + (va / 0x40000000 == 3 ? 3 : 7);
		place = find(pgd, va);
	}
	if (place.of_table->word)
		return -EEXIST;
	*place.of_table = (entry_t){ .frame = page_to_pfn(page), .flags = prot };
	return 0;
}

/* From the i-th page down; what was made for one is taken back after those below it. */
static int map_down(pgd_t *pgd, u32 va, struct page **pages, u32 n, u32 prot)
{
	struct page *made;
	int error;

	if (!n--)
		return 0;
	error = bring_in(pgd, va + n * PAGE_SIZE, pages[n], prot, &made);
	if (error)
		return error;
	error = map_down(pgd, va, pages, n, prot);
	if (error)
		take_away(pgd, va + n * PAGE_SIZE, made);
	return error;
}

int map_pages(pgd_t *pgd, u32 va, struct page **pages, u32 n, u32 prot)
{
	int error;
	u32 k;

	for (k = 0; k < n; k++)
		if (!PageReserved(pages[k]))
			get_page(pages[k]);
	error = map_down(pgd, va, pages, n, prot);
	for (k = 0; k < n && error; k++)
		put_page(pages[k]);
	return error;
}

u32 unmap_pages(pgd_t *pgd, u32 va, u32 n)
{
	u32 count = 0;

	for (; n; n--, va += PAGE_SIZE) {
		struct place place = find(pgd, va);

		if (!place.table || !(place.of_table->flags & 1))
			continue;
		put_page(take_away(pgd, va, NULL));
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
