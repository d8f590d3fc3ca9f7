/* SPDX-License-Identifier: GPL-2.0-only */
/* It calls itself: what comes before has been looked at, and then the last one is. */
#include <linux/gfp.h>
#include <linux/types.h>

enum { KMAP_ATOMIC, KUNMAP_ATOMIC, SPIN_LOCK, SPIN_UNLOCK, IRQ_ENTER, IRQ_EXIT, KMAP, KUNMAP, DOWN_READ, UP_READ, COPY_TO_USER, COPY_USER, ALLOC_PAGE, PUT_PAGE, SCHEDULE, WAKE_UP };

struct event {
	u32 what, with, easy;
};

static bool ends(const struct event *begin, const struct event *end)
{
	return end->what == begin->what + 1 && end->with == begin->with;
}

/* Of the events before n the last that is open; or -1. skip: from where on an end may be. */
static s32 last_open(const struct event *trace, s32 at, s32 n)
{
	const struct event *e = &trace[at];
	s32 i;

	if (at < 0)
		return -1;
	if (e->what == KMAP_ATOMIC || e->what == SPIN_LOCK || e->what == IRQ_ENTER) {
		for (i = at + 1; i < n && !ends(e, &trace[i]); i++)
			;
		if (i == n)
			return at;
	}
	return last_open(trace, at - 1, n);
}

u32 find_sleep(const struct event *trace, u32 n, u32 *since)
{
	static const bool sleeps[16] = { [KMAP] = true, [DOWN_READ] = true, [COPY_TO_USER] = true, [SCHEDULE] = true };
	u32 before;
	s32 open;

	if (n == 0)
		return 0;
	before = find_sleep(trace, n - 1, since);
	if (before < n - 1)
		return before;
	n--;
	if (!sleeps[trace[n].what] && !(trace[n].what == ALLOC_PAGE && (trace[n].with & __GFP_WAIT) != 0))
		return n + 1;
	open = last_open(trace, (s32)n - 1, (s32)n);
	if (open < 0)
		return n + 1;
	*since = (u32)open;
	return n;
}
