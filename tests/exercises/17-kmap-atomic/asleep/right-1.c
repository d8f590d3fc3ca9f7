/* SPDX-License-Identifier: GPL-2.0-only */
/* A list of what is open, in the order in which it began. */
#include <linux/gfp.h>
#include <linux/types.h>

enum { KMAP_ATOMIC, KUNMAP_ATOMIC, SPIN_LOCK, SPIN_UNLOCK, IRQ_ENTER, IRQ_EXIT, KMAP, KUNMAP, DOWN_READ, UP_READ, COPY_TO_USER, COPY_USER, ALLOC_PAGE, PUT_PAGE, SCHEDULE, WAKE_UP };

struct event {
	u32 what, with, easy;
};

struct open {
	u32 list[64], n;
};

static void over(struct open *open, const struct event *trace, const struct event *end)
{
	u32 from, to = 0;

	for (from = 0; from < open->n; from++) {
		const struct event *begin = &trace[open->list[from]];

		if (begin->what + 1 != end->what || begin->with != end->with)
			open->list[to++] = open->list[from];
	}
	open->n = to;
}

u32 find_sleep(const struct event *trace, u32 n, u32 *since)
{
	struct open open = { .n = 0 };
	u32 i;

	for (i = 0; i < n; i++)
		switch (trace[i].what) {
		case KMAP_ATOMIC: case SPIN_LOCK: case IRQ_ENTER:
			open.list[open.n++] = i;
			break;
		case KUNMAP_ATOMIC: case SPIN_UNLOCK: case IRQ_EXIT:
			over(&open, trace, &trace[i]);
			break;
		case ALLOC_PAGE:
			if (!(trace[i].with & __GFP_WAIT))
				break;
			/* fall through */
		case KMAP: case DOWN_READ: case COPY_TO_USER: case SCHEDULE:
			if (open.n) {
				*since = open.list[open.n - 1];
				return i;
			}
		}
	return n;
}
