/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: since when: what is open and began last */
/* A count says that something is open; and what began last in the trace may be over. */
#include <linux/gfp.h>
#include <linux/types.h>

enum { KMAP_ATOMIC, KUNMAP_ATOMIC, SPIN_LOCK, SPIN_UNLOCK, IRQ_ENTER, IRQ_EXIT, KMAP, KUNMAP, DOWN_READ, UP_READ, COPY_TO_USER, COPY_USER, ALLOC_PAGE, PUT_PAGE, SCHEDULE, WAKE_UP };

struct event {
	u32 what, with, easy;
};

u32 find_sleep(const struct event *trace, u32 n, u32 *since)
{
	u32 count = 0, last = 0, i;

	for (i = 0; i < n; i++) {
		u32 what = trace[i].what;

		if (what == KMAP_ATOMIC || what == SPIN_LOCK || what == IRQ_ENTER) {
			count++;
			last = i;
		} else if (what == KUNMAP_ATOMIC || what == SPIN_UNLOCK || what == IRQ_EXIT) {
			count--;
		} else if (count && (what == KMAP || what == DOWN_READ || what == COPY_TO_USER || what == SCHEDULE ||
				     (what == ALLOC_PAGE && trace[i].with & __GFP_WAIT))) {
			*since = last;
			return i;
		}
	}
	return n;
}
