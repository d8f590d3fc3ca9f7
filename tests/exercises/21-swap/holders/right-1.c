/* SPDX-License-Identifier: GPL-2.0-only */
/* Without a row: each number is counted by itself, when its turn comes, by a walk through everybody. */
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

/* In how many entries is it: of the page, or of slot `slot` if page is NULL. */
static u32 in_entries(const struct memory *m, const struct page *page, u32 slot)
{
	u32 i, k, l, n = 0;

	for (i = 0; i < m->nr_pgds; i++)
		for (k = 0; k < 768; k++) {
			pgd_t *dir = &m->pgds[i][k];

			for (l = 0; pgd_present(*dir) && l < 1024; l++) {
				pte_t e = *pte_offset_map(dir, l << PAGE_SHIFT);

				if (page)
					n += pte_present(e) && pte_page(e) == page;
				else
					n += !pte_present(e) && e.pte >> 8 == slot;
			}
		}
	return n;
}

static u32 otherwise(const struct memory *m, const struct page *page)
{
	u32 i, k, n = 0;

	for (i = 0; i < m->nr_pgds; i++) {
		n += virt_to_page(m->pgds[i]) == page;
		for (k = 0; k < 768; k++)
			n += pgd_present(m->pgds[i][k]) && pgd_page(m->pgds[i][k]) == page;
	}
	for (i = 1; i < m->nr_slots; i++)
		n += m->cache[i] == page;
	for (i = 0; i < m->nr_held; i++)
		n += m->held[i] == page;
	return n;
}

void find_difference(const struct memory *m, struct difference *d)
{
	struct page *page;
	u32 i, n;

	for (i = m->first; i < m->end; i++) {
		page = mem_map + i;
		if (PageReserved(page))
			continue;
		n = in_entries(m, page, 0);
		d->which = i;
		d->should = n + otherwise(m, page);
		d->what = COUNT;
		if (page_count(page) != d->should)
			return;
		d->should = n;
		d->what = ENTRIES;
		if (page_mapcount(page) != n)
			return;
	}
	for (i = 1; i < m->nr_slots; i++) {
		d->which = i;
		d->should = in_entries(m, NULL, i) + (m->cache[i] ? 1 : 0);
		d->what = NAMES;
		if (m->swap_map[i] != d->should)
			return;
	}
	d->what = NOTHING;
}
