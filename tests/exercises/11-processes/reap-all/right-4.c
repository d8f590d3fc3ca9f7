/* SPDX-License-Identifier: GPL-2.0-only */
/* Sleeps until there is something to see, sees nothing itself, and buries whatever there is then. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/wait.h>

static void wait_for_somebody(void)
{
	DEFINE_WAIT(place);
	bool any;

	do {
		prepare_to_wait(&current->wait_chldexit, &place, TASK_INTERRUPTIBLE);
		if (eligible_child(current, -1, &any) || !any || current->signal)
			break;
		schedule();
	} while (!current->signal);
	finish_wait(&current->wait_chldexit, &place);
}

/* How many there were to bury; or an error. */
static long bury_all(u32 *statuses, u32 max, bool *any)
{
	struct task_struct *child;
	long n = 0;

	while ((child = eligible_child(current, -1, any)) != NULL) {
		if ((u32)n < max && put_user((u32)child->exit_code, &statuses[n]) != 0)
			return -EFAULT;
		release_task(child);
		n++;
	}
	return n;
}

long reap_all(u32 *statuses, u32 max)
{
	long sum = 0, n;
	bool any;

	while ((n = bury_all(statuses + sum, (u32)sum < max ? max - sum : 0, &any)) >= 0) {
		sum += n;
		if (!any)
			return sum;
		if (current->signal)
			return -EINTR;
		wait_for_somebody();
	}
	return n;
}
