/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it finds nothing wrong */
/* Most machines are in order, and nobody likes alarms. */
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
	d->what = NOTHING;
}
