/* SPDX-License-Identifier: GPL-2.0-only */
/* The numbers that are noted are counted down to 0; what is left is too much, or, below 0, too little. */
#include <asm/pgtable.h>
#include <linux/mm.h>
#include <linux/swapops.h>

enum { FRAMES = 64, SLOTS = 64 };
enum { NOTHING, COUNT, ENTRIES, NAMES };

struct memory {
	u32 first, end;
	u32 nr_pgds, nr_held, nr_slots;
	pgd_t *const *pgds;
	struct page *const *held;
	struct page *const *cache;
	const u16 *swap_map;
};

struct difference { u32 what, which, should; };

static s32 left[FRAMES][2], named[SLOTS];

static void one_less(const struct memory *m, const struct page *page, u32 by)
{
	left[page_to_pfn(page) - m->first][0]--;
	left[page_to_pfn(page) - m->first][1] -= by;
}

static void begin(const struct memory *m)
{
	u32 i;

	for (i = 0; i < m->end - m->first; i++) {
		left[i][0] = page_count(pfn_to_page(m->first + i));
		left[i][1] = page_mapcount(pfn_to_page(m->first + i));
	}
	for (i = 0; i < m->nr_slots; i++)
		named[i] = m->swap_map[i];
}

static void walk_table(const struct memory *m, const pte_t *pte)
{
	const pte_t *end = pte + PTRS_PER_PTE;

	for (; pte < end; pte++) {
		if (pte->pte == 0)
			continue;
		if (pte->pte & (_PAGE_PRESENT | _PAGE_PROTNONE))
			one_less(m, pte_page(*pte), 1);
		else
			named[pte->pte / 256]--;
	}
}

static u32 size(const struct memory *m)
{
	return m->end - m->first;
}

void find_difference(const struct memory *m, struct difference *d)
{
	u32 i, va;

	begin(m);
	for (i = 0; i < m->nr_pgds; i++) {
		pgd_t *pgd = m->pgds[i];

		one_less(m, virt_to_page(pgd), 0);
		for (va = 0; va < PAGE_OFFSET; va += PGDIR_SIZE) {
			pgd_t *dir = pgd + pgd_index(va);

			if (pgd_none(*dir))
				continue;
			one_less(m, pgd_page(*dir), 0);
			walk_table(m, pte_offset_map(dir, va));
		}
	}
	for (i = m->nr_held; i--;)
		one_less(m, m->held[i], 0);
	for (i = m->nr_slots; --i;)
		if (m->cache[i]) {
			one_less(m, m->cache[i], 0);
			named[i]--;
		}
	for (i = 0; i < 2 * size(m); i++) {
		struct page *page = pfn_to_page(m->first + i / 2);

		if (PageReserved(page) || !left[i / 2][i % 2])
			continue;
		d->what = i % 2 ? ENTRIES : COUNT;
		d->which = m->first + i / 2;
		d->should = (i % 2 ? page_mapcount(page) : page_count(page)) - left[i / 2][i % 2];
		return;
	}
	for (i = 1; i < m->nr_slots && !named[i]; i++)
		;
	d->what = i < m->nr_slots ? NAMES : NOTHING;
	d->which = i;
	if (d->what)
		d->should = m->swap_map[i] - named[i];
}
