/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: all have ended: a store may sleep */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/wait.h>

/* It joins the queue once for all, and leaves it in the end. */
long reap_all(u32 *statuses, u32 max)
{
	struct task_struct *child;
	DEFINE_WAIT(wait);
	long n = 0;
	bool any;

	for (;;) {
		prepare_to_wait(&current->wait_chldexit, &wait, TASK_INTERRUPTIBLE);
		child = eligible_child(current, -1, &any);
		if (!child && (!any || current->signal))
			break;
		if (!child) {
			schedule();
			continue;
		}
		if ((u32)n < max && put_user((u32)child->exit_code, statuses + n)) {
			finish_wait(&current->wait_chldexit, &wait);
			return -EFAULT;
		}
		release_task(child);
		n++;
	}
	finish_wait(&current->wait_chldexit, &wait);
	return any ? -EINTR : n;
}
