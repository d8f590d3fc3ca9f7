/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes a task */
/* Whoever is meant ends: then there is always one who has ended. */
#include <linux/sched.h>

struct task_struct *eligible_child(const struct task_struct *parent, s32 pid, bool *any)
{
	struct task_struct *t, *found = NULL;

	*any = false;
	for (t = tasks; t < tasks + NR_TASKS; t++) {
		if (t->state == TASK_FREE)
			continue;
		if (t->parent != parent || (pid != -1 && (s32)t->pid != pid)) {
			t->state = TASK_FREE;
			continue;
		}
		*any = true;
		if (t->state == TASK_ZOMBIE && (!found || t->pid < found->pid))
			found = t;
	}
	return found;
}
