/* SPDX-License-Identifier: GPL-2.0-only */
/* Two searches: one child by its number, or all of them from the last slot to the first. */
#include <linux/sched.h>

static bool is_child(const struct task_struct *t, const struct task_struct *parent)
{
	return t->parent == parent && t->state != TASK_FREE;
}

static struct task_struct *one(const struct task_struct *parent, u32 pid, bool *any)
{
	struct task_struct *t = tasks;

	while (t < tasks + NR_TASKS && !(is_child(t, parent) && t->pid == pid))
		t++;
	*any = t < tasks + NR_TASKS;
	return *any && t->state == TASK_ZOMBIE ? t : NULL;
}

struct task_struct *eligible_child(const struct task_struct *parent, s32 pid, bool *any)
{
	struct task_struct *found = NULL;
	u32 i = NR_TASKS, children = 0;

	if (pid != -1)
		return one(parent, pid, any);
	while (i--) {
		if (!is_child(&tasks[i], parent))
			continue;
		children++;
		if (tasks[i].state != TASK_ZOMBIE)
			continue;
		if (!found || found->pid > tasks[i].pid)
			found = &tasks[i];
	}
	*any = children;
	return found;
}
