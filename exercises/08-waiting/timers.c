/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/list.h>
#include <linux/sched.h>

struct timer {
	struct list_head entry;
	u32 expires;			/* the tick when it is due */
	struct task_struct *task;
};

/*
 * add_timer: puts timer, which is in no list, into its place: behind
 * all that are due before or at the same tick. Ticks run over.
 * run_timers: takes those out that are due, now or earlier, the
 * soonest first; each entry points to itself when wake_up_process
 * is called for its task. That may add it again, for later, or
 * take another one out.
 */
void add_timer(struct list_head *timers, struct timer *timer)
{
}

void run_timers(struct list_head *timers, u32 now)
{
}
