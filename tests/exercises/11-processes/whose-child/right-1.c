/* SPDX-License-Identifier: GPL-2.0-only */
/* By pids upwards: the next number above the last one that was looked at, until somebody has ended. */
#include <linux/sched.h>

static struct task_struct *next_child(const struct task_struct *parent, u32 above)
{
	struct task_struct *best = NULL;
	u32 i;

	for (i = 1; i < NR_TASKS; i++)
		if (tasks[i].state != TASK_FREE && tasks[i].parent == parent && tasks[i].pid > above)
			if (!best || tasks[i].pid < best->pid)
				best = &tasks[i];
	return best;
}

struct task_struct *eligible_child(const struct task_struct *parent, s32 pid, bool *any)
{
	struct task_struct *t = NULL;
	u32 above = 0;

	*any = false;
	while ((t = next_child(parent, above))) {
		above = t->pid;
		if (pid != -1 && t->pid != (u32)pid)
			continue;
		*any = true;
		if (t->state == TASK_ZOMBIE)
			return t;
	}
	return NULL;
}
