/* SPDX-License-Identifier: GPL-2.0-only */
/* For each event the one that began before it and is still open: a chain, from which the ended ones are cut. */
#include <linux/gfp.h>
#include <linux/types.h>

enum { KMAP_ATOMIC, KUNMAP_ATOMIC, SPIN_LOCK, SPIN_UNLOCK, IRQ_ENTER, IRQ_EXIT, KMAP, KUNMAP, DOWN_READ, UP_READ, COPY_TO_USER, COPY_USER, ALLOC_PAGE, PUT_PAGE, SCHEDULE, WAKE_UP };

struct event {
	u32 what, with, easy;
};

u32 find_sleep(const struct event *trace, u32 n, u32 *since)
{
	u32 before[64], last = n, i;

	for (i = 0; i < n; i++) {
		const u32 what = trace[i].what;
		u32 *link = &last;

		if (what < KMAP && what % 2 == 0) {
			before[i] = last;
			last = i;
		} else if (what < KMAP) {
			while (trace[*link].what != what - 1 || trace[*link].with != trace[i].with)
				link = &before[*link];
			*link = before[*link];
		} else if (last < n && (what == ALLOC_PAGE ? trace[i].with & __GFP_WAIT : what % 2 == 0)) {
			*since = last;
			break;
		}
	}
	return i;
}
