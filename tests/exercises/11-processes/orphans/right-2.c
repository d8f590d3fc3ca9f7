/* SPDX-License-Identifier: GPL-2.0-only */
/* From the last slot to the first, with sets of slots. */
#include <linux/pid.h>
#include <linux/sched.h>

bool has_ended(const struct task_struct *child);

static u32 children_of(const struct task_struct *father)
{
	u32 set = 0, i = NR_TASKS;

	while (i--)
		if (tasks[i].parent == father && tasks[i].state != TASK_FREE)
			set |= 1U << i;
	return set;
}

void give_orphans(const struct task_struct *father, const bool *subreaper)
{
	u32 children = children_of(father), ended = 0, i;
	struct task_struct *reaper;

	if (!children)
		return;
	reaper = father->parent;
	while (reaper && !(reaper->mm && subreaper[reaper - tasks]))
		reaper = reaper->parent;
	if (!reaper)
		reaper = find_task_by_pid(1);
	for (i = NR_TASKS; i--;) {
		if (!(children & 1U << i))
			continue;
		tasks[i].parent = reaper;
		ended |= (u32)has_ended(&tasks[i]) << i;
	}
	if (ended)
		wake_up(&reaper->wait_chldexit);
}
