/* SPDX-License-Identifier: GPL-2.0-only */
/* The place is looked for from the front. */
#include <linux/list.h>
#include <linux/sched.h>

struct timer {
	struct list_head entry;
	u32 expires;
	struct task_struct *task;
};

void add_timer(struct list_head *timers, struct timer *timer)
{
	struct timer *other;

	list_for_each_entry(other, timers, entry)
		if ((s32)(timer->expires - other->expires) < 0)
			break;
	list_add(&timer->entry, other->entry.prev);
}

void run_timers(struct list_head *timers, u32 now)
{
	struct timer *first = list_entry(timers->next, struct timer, entry);

	while (&first->entry != timers && (s32)(first->expires - now) <= 0) {
		list_del(&first->entry);
		INIT_LIST_HEAD(&first->entry);
		wake_up_process(first->task);
		first = list_entry(timers->next, struct timer, entry);
	}
}
