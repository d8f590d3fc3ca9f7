/* SPDX-License-Identifier: GPL-2.0-only */
/* It looks for pid 1 itself; and where no child is left it has told whom there was to tell. */
#include <linux/pid.h>
#include <linux/sched.h>

bool has_ended(const struct task_struct *child);

static struct task_struct *next_child(const struct task_struct *father)
{
	struct task_struct *t;

	for (t = tasks; t != tasks + NR_TASKS; t++)
		if (t->parent == father && t->state != TASK_FREE)
			return t;
	return NULL;
}

static struct task_struct *first_of_all(void)
{
	struct task_struct *t = tasks;

	while (t->state == TASK_FREE || t->pid != 1)
		t++;
	return t;
}

void give_orphans(const struct task_struct *father, const bool *subreaper)
{
	struct task_struct *t, *to = NULL, *up = father->parent;
	u32 news = 0;

	while ((t = next_child(father))) {
		for (; !to; up = up->parent) {
			if (!up) {
				to = first_of_all();
				break;
			}
			if (subreaper[up - tasks] && up->mm)
				to = up;
		}
		t->parent = to;
		if (has_ended(t))
			news++;
	}
	if (news)
		wake_up(&to->wait_chldexit);
}
