/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: at the last: what is open and began last is */
/* There is room for so many that are open, and what comes then is not remembered. */
#include <linux/gfp.h>
#include <linux/types.h>

enum { KMAP_ATOMIC, KUNMAP_ATOMIC, SPIN_LOCK, SPIN_UNLOCK, IRQ_ENTER, IRQ_EXIT, KMAP, KUNMAP, DOWN_READ, UP_READ, COPY_TO_USER, COPY_USER, ALLOC_PAGE, PUT_PAGE, SCHEDULE, WAKE_UP };

struct event {
	u32 what, with, easy;
};

u32 find_sleep(const struct event *trace, u32 n, u32 *since)
{
	u32 open[16], opened = 0, i, at;

	for (at = 0; at < n; at++) {
		const struct event *e = &trace[at];

		if (e->what <= IRQ_EXIT && e->what % 2) {
			for (i = opened; i-- > 0;)
				if (trace[open[i]].what + 1 == e->what && trace[open[i]].with == e->with)
					break;
			if (i < opened)
				for (opened--; i < opened; i++)
					open[i] = open[i + 1];
		} else if (e->what <= IRQ_EXIT) {
			if (opened < 16)
				open[opened++] = at;
		} else if (opened && (e->what == KMAP || e->what == DOWN_READ || e->what == COPY_TO_USER || e->what == SCHEDULE || (e->what == ALLOC_PAGE && e->with & __GFP_WAIT))) {
			*since = open[opened - 1];
			return at;
		}
	}
	return n;
}
