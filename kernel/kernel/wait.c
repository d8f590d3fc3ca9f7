/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#include <asm/system.h>
#include <linux/replay.h>
#include <linux/sched.h>
#include <linux/wait.h>

void prepare_to_wait(wait_queue_head_t *q, wait_queue_t *wait,
		     u32 state)
{
	u32 flags;

	/* Chapter 8: prepare_to_wait: who comes in between? */
	yield_point("prepare_to_wait");
	local_irq_save(flags);
	wait->task = current;
	if (list_empty(&wait->entry))
		list_add(&wait->entry, &q->tasks);
	current->state = state;
	local_irq_restore(flags);
}

/* Chapter 8: wait.c: leaving, and waking */
void finish_wait(wait_queue_head_t *q, wait_queue_t *wait)
{
	u32 flags;

	local_irq_save(flags);
	current->state = TASK_RUNNING;
	list_del(&wait->entry);
	INIT_LIST_HEAD(&wait->entry);
	local_irq_restore(flags);
}
/* Chapter 8: wait.c: leaving, and waking */

void wake_up(wait_queue_head_t *q)
{
	u32 flags;

	local_irq_save(flags);
	while (!list_empty(&q->tasks)) {
		wait_queue_t *wait = list_entry(q->tasks.next,
						wait_queue_t, entry);

		list_del(&wait->entry);
		INIT_LIST_HEAD(&wait->entry);
		wake_up_process(wait->task);
	}
	local_irq_restore(flags);
}
