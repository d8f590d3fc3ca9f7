/* SPDX-License-Identifier: GPL-2.0-only */
/* One row for everything: each number has its place in the order in which differences are told, and reserved frames share one that nobody looks at. */
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

static u32 row[2 * FRAMES + SLOTS + 2];

enum { UNSEEN = 2 * FRAMES + SLOTS };

static u32 *of_frame(const struct memory *m, u32 pfn)
{
	return row + (PageReserved(pfn_to_page(pfn)) ? UNSEEN : 2 * (pfn - m->first));
}

static void entry(const struct memory *m, u32 word)
{
	if (word & 0x81) {
		u32 *at = of_frame(m, word >> 12);

		at[0]++;
		at[1]++;
	} else if (word) {
		row[2 * FRAMES + (word >> 8)]++;
	}
}

static void tables(const struct memory *m, const u32 *pgd)
{
	const u32 *dir, *pte;

	for (dir = pgd; dir != pgd + 768; dir++) {
		if (!(*dir & 1))
			continue;
		++*of_frame(m, *dir >> 12);
		pte = __va(*dir & ~0xFFFU);
		do
			entry(m, *pte++);
		while ((u32)pte & 0xFFF);
	}
}

static u32 noted(const struct memory *m, u32 i)
{
	struct page *page = pfn_to_page(m->first + i / 2);

	if (i >= 2 * FRAMES)
		return m->swap_map[i - 2 * FRAMES];
	return i & 1 ? page_mapcount(page) : page_count(page);
}

static bool counts(const struct memory *m, u32 i)
{
	if (i >= 2 * FRAMES)
		return i > 2 * FRAMES && i < 2 * FRAMES + m->nr_slots;
	return m->first + i / 2 < m->end && !PageReserved(pfn_to_page(m->first + i / 2));
}

void find_difference(const struct memory *m, struct difference *d)
{
	u32 i;

	for (i = 0; i < sizeof(row) / sizeof(*row); i++)
		row[i] = 0;
	for (i = 0; i != m->nr_pgds; i++) {
		++*of_frame(m, __pa(m->pgds[i]) >> PAGE_SHIFT);
		tables(m, (const u32 *)m->pgds[i]);
	}
	for (i = 0; i != m->nr_held; i++)
		++*of_frame(m, page_to_pfn(m->held[i]));
	for (i = 1; i < m->nr_slots; i++)
		if (m->cache[i]) {
			++*of_frame(m, page_to_pfn(m->cache[i]));
			row[2 * FRAMES + i]++;
		}
	d->what = NOTHING;
	for (i = 0; i < UNSEEN; i++)
		if (counts(m, i) && noted(m, i) != row[i]) {
			d->what = i >= 2 * FRAMES ? NAMES : i & 1 ? ENTRIES : COUNT;
			d->which = i >= 2 * FRAMES ? i - 2 * FRAMES : m->first + i / 2;
			d->should = row[i];
			return;
		}
}
