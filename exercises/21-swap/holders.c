/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <linux/mm.h>
#include <linux/swapops.h>

enum { FRAMES = 64, SLOTS = 64 };
enum { NOTHING, COUNT, ENTRIES, NAMES };

/* Everybody who can hold a frame or name a slot. */
struct memory {
	u32 first, end;			/* frames */
	u32 nr_pgds, nr_held, nr_slots;
	pgd_t *const *pgds;		/* programs' directories */
	struct page *const *held;	/* by get_user_pages */
	struct page *const *cache;	/* a slot's page, or NULL */
	const u16 *swap_map;		/* a slot's count */
};

struct difference { u32 what, which, should; };

/*
 * The first number that is not what it should be: COUNT or ENTRIES
 * of a frame, NAMES of a slot; or NOTHING. Nobody else runs.
 */
void find_difference(const struct memory *m, struct difference *d)
{
	d->what = NOTHING;
}
