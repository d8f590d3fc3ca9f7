/* SPDX-License-Identifier: GPL-2.0-only */
/* Calls itself for the rest, and adds one. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/wait.h>

static long rest(u32 *to, u32 *end, long so_far)
{
	struct task_struct *self = current, *child;
	bool any;

	child = eligible_child(self, -1, &any);
	if (child) {
		int error = to < end ? put_user((u32)child->exit_code, to) : 0;

		if (error)
			return error;
		release_task(child);
		return rest(to < end ? to + 1 : to, end, so_far + 1);
	}
	if (!any)
		return so_far;
	if (self->signal)
		return -EINTR;

	DEFINE_WAIT(entry);

	prepare_to_wait(&self->wait_chldexit, &entry, TASK_INTERRUPTIBLE);
	if (!eligible_child(self, -1, &any) && any)
		schedule();
	finish_wait(&self->wait_chldexit, &entry);
	return rest(to, end, so_far);
}

long reap_all(u32 *statuses, u32 max)
{
	return rest(statuses, statuses + max, 0);
}
