/* SPDX-License-Identifier: GPL-2.0-only */
/* One function says who comes first; the due one is fetched by another. */
#include <linux/list.h>
#include <linux/sched.h>

struct timer {
	struct list_head entry;
	u32 expires;
	struct task_struct *task;
};

static bool before(u32 a, u32 b)
{
	return (a - b) >> 31;
}

static struct timer *fetch(struct list_head *timers, u32 now)
{
	struct timer *timer = list_entry(timers->next, struct timer, entry);

	if (list_empty(timers) || before(now, timer->expires))
		return NULL;
	list_del(&timer->entry);
	INIT_LIST_HEAD(&timer->entry);
	return timer;
}

void add_timer(struct list_head *timers, struct timer *timer)
{
	struct list_head *at = timers->next;

	while (at != timers && !before(timer->expires, list_entry(at, struct timer, entry)->expires))
		at = at->next;
	list_add(&timer->entry, at->prev);
}

void run_timers(struct list_head *timers, u32 now)
{
	struct timer *timer;

	while ((timer = fetch(timers, now)))
		wake_up_process(timer->task);
}
