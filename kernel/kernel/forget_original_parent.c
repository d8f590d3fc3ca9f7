/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include <linux/pid.h>
#include <linux/sched.h>

void forget_original_parent(const struct task_struct *father,
			    struct task_struct *reaper)
{
	struct task_struct *t;

	for (t = tasks; t < tasks + NR_TASKS; t++) {
		if (t->state == TASK_FREE || t->parent != father)
			continue;
		t->parent = reaper;
		if (t->state == TASK_ZOMBIE)
			wake_up(&reaper->wait_chldexit);
	}
}
