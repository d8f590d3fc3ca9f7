/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: since when: what is open and began last */
/* What ends is believed to be what began last. */
#include <linux/gfp.h>
#include <linux/types.h>

enum { KMAP_ATOMIC, KUNMAP_ATOMIC, SPIN_LOCK, SPIN_UNLOCK, IRQ_ENTER, IRQ_EXIT, KMAP, KUNMAP, DOWN_READ, UP_READ, COPY_TO_USER, COPY_USER, ALLOC_PAGE, PUT_PAGE, SCHEDULE, WAKE_UP };

struct event {
	u32 what, with, easy;
};

u32 find_sleep(const struct event *trace, u32 n, u32 *since)
{
	u32 stack[64], top = 0, i;

	for (i = 0; i < n; i++) {
		u32 what = trace[i].what;

		if (what == KMAP_ATOMIC || what == SPIN_LOCK || what == IRQ_ENTER) {
			stack[top++] = i;
		} else if (what == KUNMAP_ATOMIC || what == SPIN_UNLOCK || what == IRQ_EXIT) {
			top--;
		} else if (top && (what == KMAP || what == DOWN_READ || what == COPY_TO_USER || what == SCHEDULE ||
				   (what == ALLOC_PAGE && trace[i].with & __GFP_WAIT))) {
			*since = stack[top - 1];
			return i;
		}
	}
	return n;
}
