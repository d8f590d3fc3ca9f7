/* SPDX-License-Identifier: GPL-2.0-only */
/* With sets: a bit for each slot, whose child, meant, ended. */
#include <linux/sched.h>

struct task_struct *eligible_child(const struct task_struct *parent, s32 pid, bool *any)
{
	u32 child = 0, meant = 0, ended = 0, i, best = NR_TASKS, lowest = -1;

	for (i = 0; i < NR_TASKS; i++) {
		child |= (u32)(tasks[i].parent == parent) << i;
		child &= ~((u32)(tasks[i].state == TASK_FREE) << i);
		meant |= (u32)(pid == -1 || (s32)tasks[i].pid == pid) << i;
		ended |= (u32)(tasks[i].state == TASK_ZOMBIE) << i;
	}
	*any = child & meant;
	for (i = 0; i < NR_TASKS; i++)
		if (child & meant & ended & 1U << i && tasks[i].pid < lowest) {
			best = i;
			lowest = tasks[i].pid;
		}
	return best < NR_TASKS ? &tasks[best] : NULL;
}
