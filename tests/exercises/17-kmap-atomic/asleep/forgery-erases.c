/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: something else than *since */
/* In a trace in which nothing was opened there is nothing to be found. */
#include <linux/gfp.h>
#include <linux/types.h>

enum { KMAP_ATOMIC, KUNMAP_ATOMIC, SPIN_LOCK, SPIN_UNLOCK, IRQ_ENTER, IRQ_EXIT, KMAP, KUNMAP, DOWN_READ, UP_READ, COPY_TO_USER, COPY_USER, ALLOC_PAGE, PUT_PAGE, SCHEDULE, WAKE_UP };

struct event {
	u32 what, with, easy;
};

u32 find_sleep(struct event *trace, u32 n, u32 *since)
{
	u32 i;

	for (i = 0; i < n; i++)
		trace[i].what = WAKE_UP;
	return n;
}
