/* SPDX-License-Identifier: GPL-2.0-only */
/* The queue is joined before each look, and left before anything else is done with what was seen. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/wait.h>

enum verdict { SLEEP, BURY, ENOUGH };

static enum verdict judge(const struct task_struct *child, bool any)
{
	if (child)
		return BURY;
	return any && !current->signal ? SLEEP : ENOUGH;
}

long reap_all(u32 *statuses, u32 max)
{
	u32 *at = statuses, count = 0;
	DEFINE_WAIT(me);

	while (true) {
		struct task_struct *child;
		bool any = false;

		prepare_to_wait(&current->wait_chldexit, &me, TASK_INTERRUPTIBLE);
		child = eligible_child(current, -1, &any);
		switch (judge(child, any)) {
		case SLEEP:
			schedule();
			continue;
		case ENOUGH:
			finish_wait(&current->wait_chldexit, &me);
			return any ? -EINTR : (long)count;
		case BURY:
			finish_wait(&current->wait_chldexit, &me);
		}
		if (at != statuses + max) {
			u32 status = child->exit_code;

			if (put_user(status, at))
				return -EFAULT;
			at++;
		}
		release_task(child);
		count++;
	}
}
