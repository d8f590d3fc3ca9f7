/* SPDX-License-Identifier: GPL-2.0-only */
/* One function: a look beforehand, and only then the queue. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/wait.h>

long reap_all(u32 *statuses, u32 max)
{
	wait_queue_head_t *queue = &current->wait_chldexit;
	struct task_struct *child;
	u32 buried = 0;
	bool any;

again:
	child = eligible_child(current, -1, &any);
	if (!child && any) {
		DEFINE_WAIT(wait);

		prepare_to_wait(queue, &wait, TASK_INTERRUPTIBLE);
		child = eligible_child(current, -1, &any);
		if (!child && any && !current->signal) {
			schedule();
			finish_wait(queue, &wait);
			goto again;
		}
		finish_wait(queue, &wait);
	}
	if (!child)
		return any ? -EINTR : (long)buried;
	if (buried < max && put_user(child->exit_code, (s32 *)statuses + buried))
		return -EFAULT;
	release_task(child);
	buried++;
	goto again;
}
