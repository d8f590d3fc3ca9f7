/* SPDX-License-Identifier: GPL-2.0-only */
/* A bit for each event that is open, in two words. Kinds are bits, too. */
#include <linux/gfp.h>
#include <linux/types.h>

enum { KMAP_ATOMIC, KUNMAP_ATOMIC, SPIN_LOCK, SPIN_UNLOCK, IRQ_ENTER, IRQ_EXIT, KMAP, KUNMAP, DOWN_READ, UP_READ, COPY_TO_USER, COPY_USER, ALLOC_PAGE, PUT_PAGE, SCHEDULE, WAKE_UP };

struct event {
	u32 what, with, easy;
};

#define BIT(n) (1U << (n))

static u32 last_of(const u32 *open)
{
	u32 i = 64;

	while (i-- && !(open[i / 32] & BIT(i % 32)))
		;
	return i;
}

u32 find_sleep(const struct event *trace, u32 n, u32 *since)
{
	u32 open[2] = { 0, 0 }, i, j;

	for (i = 0; i < n; i++) {
		u32 kind = BIT(trace[i].what);

		if (kind & (BIT(KMAP_ATOMIC) | BIT(SPIN_LOCK) | BIT(IRQ_ENTER)))
			open[i / 32] |= BIT(i % 32);
		if (kind & (BIT(KUNMAP_ATOMIC) | BIT(SPIN_UNLOCK) | BIT(IRQ_EXIT)))
			for (j = 0; j < i; j++)
				if (BIT(trace[j].what + 1) == kind && trace[j].with == trace[i].with)
					open[j / 32] &= ~BIT(j % 32);
		if (kind == BIT(ALLOC_PAGE) && !(trace[i].with & __GFP_WAIT))
			kind = 0;
		if ((open[0] | open[1]) && (kind & (BIT(KMAP) | BIT(DOWN_READ) | BIT(COPY_TO_USER) | BIT(SCHEDULE) | BIT(ALLOC_PAGE)))) {
			*since = last_of(open);
			return i;
		}
	}
	return n;
}
