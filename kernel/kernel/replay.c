/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#include <asm/hardirq.h>
#include <linux/kernel.h>
#include <linux/replay.h>
#include <linux/sched.h>

const char *replay_schedule;

static struct task_struct *called(char letter)
{
	u32 i;

	for (i = 1; i < NR_TASKS; i++)
		if (!list_empty(&tasks[i].run_list) &&
		    tasks[i].comm[0] == letter)
			return &tasks[i];
	return NULL;
}

/* Chapter 8: replay.c: replay_point */
void replay_point(const char *name)
{
	struct task_struct *task;
	char letter = *replay_schedule;

	if (in_atomic() || irqs_disabled() || !current->pid)
		return;
	if (!letter) {
		replay_schedule = NULL;
		return;
	}
	replay_schedule++;
	task = called(letter | 0x20);
	if (letter & 0x20)
		printk("%s, before %s: %s\n", current->comm, name,
		       task ? task->comm : "nobody has that letter");
	if (task && task != current)
		yield_to(task);
}
