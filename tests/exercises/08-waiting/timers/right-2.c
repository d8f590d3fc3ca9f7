/* SPDX-License-Identifier: GPL-2.0-only */
/* Recursion, and pointers by hand. */
#include <linux/list.h>
#include <linux/sched.h>

struct timer {
	struct list_head entry;
	u32 expires;
	struct task_struct *task;
};

static void behind(struct list_head *at, struct list_head *head, struct timer *timer)
{
	struct timer *other = (struct timer *)at;

	if (at != head && timer->expires - other->expires >= 0x80000000) {
		behind(at->prev, head, timer);
		return;
	}
	timer->entry.next = at->next;
	timer->entry.prev = at;
	at->next->prev = &timer->entry;
	at->next = &timer->entry;
}

void add_timer(struct list_head *timers, struct timer *timer)
{
	behind(timers->prev, timers, timer);
}

void run_timers(struct list_head *timers, u32 now)
{
	struct timer *first = (struct timer *)timers->next;

	if (timers->next == timers || now - first->expires >= 0x80000000)
		return;
	timers->next = first->entry.next;
	timers->next->prev = timers;
	first->entry.next = first->entry.prev = &first->entry;
	wake_up_process(first->task);
	run_timers(timers, now);
}
