/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: the list is not in order */
/* It sorts nothing, and wakes whoever is due when it comes along. */
#include <linux/list.h>
#include <linux/sched.h>

struct timer {
	struct list_head entry;
	u32 expires;
	struct task_struct *task;
};

void add_timer(struct list_head *timers, struct timer *timer)
{
	list_add(&timer->entry, timers);
}

void run_timers(struct list_head *timers, u32 now)
{
	struct list_head *at, *next;

	for (at = timers->next; at != timers; at = next) {
		struct timer *timer = list_entry(at, struct timer, entry);

		next = at->next;
		if ((s32)(now - timer->expires) < 0)
			continue;
		list_del(at);
		INIT_LIST_HEAD(at);
		wake_up_process(timer->task);
	}
}
