/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes something that is not the parent of a child */
/* Nobody needs to hear of a child whose slot is free. */
#include <linux/pid.h>
#include <linux/sched.h>

bool has_ended(const struct task_struct *child);

void give_orphans(const struct task_struct *father, const bool *subreaper)
{
	struct task_struct *t, *one = NULL;

	for (t = tasks; t < tasks + NR_TASKS; t++)
		if (t->pid == 1)
			one = t;
	for (t = tasks; t < tasks + NR_TASKS; t++)
		if (t->parent == father && t->state != TASK_FREE) {
			t->parent = one;
			has_ended(t);
			t->state = TASK_FREE;
		}
}
