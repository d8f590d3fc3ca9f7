/* SPDX-License-Identifier: GPL-2.0-only */
/* First all are given, then all are asked. */
#include <linux/pid.h>
#include <linux/sched.h>

bool has_ended(const struct task_struct *child);

static struct task_struct *heir(const struct task_struct *of, const bool *subreaper)
{
	struct task_struct *t = of->parent;

	if (!t)
		return find_task_by_pid(1);
	return t->mm && subreaper[t - tasks] ? t : heir(t, subreaper);
}

void give_orphans(const struct task_struct *father, const bool *subreaper)
{
	struct task_struct *given[NR_TASKS], *reaper;
	u32 n = 0, ended = 0, i;

	for (i = 1; i < NR_TASKS; i++)
		if (tasks[i].state != TASK_FREE && tasks[i].parent == father)
			given[n++] = &tasks[i];
	if (!n)
		return;
	reaper = heir(father, subreaper);
	for (i = 0; i < n; i++)
		given[i]->parent = reaper;
	for (i = 0; i < n; i++)
		ended += has_ended(given[i]);
	if (ended)
		wake_up(&reaper->wait_chldexit);
}
