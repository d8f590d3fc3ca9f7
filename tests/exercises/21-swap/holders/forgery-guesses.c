/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: a false alarm */
/* It looks for a frame that is held and in no entry, and says that nobody should hold it. In many a machine that is broken this is so. */
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

void find_difference(const struct memory *m, struct difference *d)
{
	u32 i;

	for (i = m->first; i < m->end; i++)
		if (!PageReserved(pfn_to_page(i)) && page_count(pfn_to_page(i)) && !page_mapcount(pfn_to_page(i))) {
			*d = (struct difference){ COUNT, i, page_count(pfn_to_page(i)) - 1 };
			return;
		}
	*d = (struct difference){ COUNT, m->first, 1 };
}
