/* SPDX-License-Identifier: GPL-2.0-only */
/* By recursion: the rest of the slots has an answer, and this slot is better or not. */
#include <linux/sched.h>

static struct task_struct *better(struct task_struct *a, struct task_struct *b)
{
	if (!a || !b)
		return a ? a : b;
	return a->pid < b->pid ? a : b;
}

static struct task_struct *from(struct task_struct *t, const struct task_struct *parent, s32 pid, bool *any)
{
	bool meant;

	if (t == tasks + NR_TASKS)
		return NULL;
	meant = t->state != TASK_FREE && t->parent == parent && (pid < 0 ? pid == -1 : t->pid == (u32)pid);
	*any = *any || meant;
	return better(meant && t->state == TASK_ZOMBIE ? t : NULL, from(t + 1, parent, pid, any));
}

struct task_struct *eligible_child(const struct task_struct *parent, s32 pid, bool *any)
{
	*any = false;
	return from(tasks, parent, pid, any);
}
