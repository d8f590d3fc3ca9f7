/* SPDX-License-Identifier: GPL-2.0-only */
/* It goes to the end, and changes places with whoever is due later. */
#include <linux/list.h>
#include <linux/sched.h>

struct timer {
	struct list_head entry;
	u32 expires;
	struct task_struct *task;
};

void add_timer(struct list_head *timers, struct timer *timer)
{
	list_add(&timer->entry, timers->prev);
	while (timer->entry.prev != timers) {
		struct list_head *before = timer->entry.prev;
		s32 later = list_entry(before, struct timer, entry)->expires - timer->expires;

		if (later <= 0)
			return;
		list_del(before);
		list_add(before, &timer->entry);
	}
}

void run_timers(struct list_head *timers, u32 now)
{
	for (;;) {
		struct list_head *entry = timers->next;
		struct timer *timer = list_entry(entry, struct timer, entry);

		if (entry == timers)
			return;
		if ((s32)(timer->expires - now) > 0)
			return;
		list_del(entry);
		INIT_LIST_HEAD(entry);
		wake_up_process(timer->task);
	}
}
