/* SPDX-License-Identifier: GPL-2.0-only */
/* By recursion over the slots: each child is given on the way down, and asked on the way back. */
#include <linux/pid.h>
#include <linux/sched.h>

bool has_ended(const struct task_struct *child);

struct will {
	const struct task_struct *father;
	const bool *subreaper;
	struct task_struct *heir;
};

static void find_heir(struct will *will)
{
	const struct task_struct *t = will->father;

	while (!will->heir && t->parent) {
		t = t->parent;
		if (will->subreaper[t - tasks] && t->mm)
			will->heir = &tasks[t - tasks];
	}
	if (!will->heir)
		will->heir = find_task_by_pid(1);
}

static bool give_from(u32 i, struct will *will)
{
	bool mine, later;

	if (i == NR_TASKS)
		return false;
	mine = tasks[i].state != TASK_FREE && tasks[i].parent == will->father;
	if (mine && !will->heir)
		find_heir(will);
	if (mine)
		tasks[i].parent = will->heir;
	later = give_from(i + 1, will);
	return (mine && has_ended(&tasks[i])) || later;
}

void give_orphans(const struct task_struct *father, const bool *subreaper)
{
	struct will will = { father, subreaper, NULL };

	if (give_from(0, &will))
		wake_up(&will.heir->wait_chldexit);
}
