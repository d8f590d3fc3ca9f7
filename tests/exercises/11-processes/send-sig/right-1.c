/* SPDX-License-Identifier: GPL-2.0-only */
/* What the signal does to the task is one of four things, and each has its line. */
#include <linux/sched.h>
#include <linux/signal.h>

enum { DROPPED, THERE, KEPT, THROUGH };

static int fate(u32 sig, const struct task_struct *task, u32 pending, u32 blocked)
{
	bool kill = sig == SIGKILL, there = pending >> sig & 1;

	if (!kill && blocked >> sig & 1)
		return there ? THERE : KEPT;
	if (task->pid == 1)
		return DROPPED;
	if (!kill && (task->ignored >> sig & 1 || SIG_KERNEL_IGNORE >> sig & 1))
		return DROPPED;
	return there ? THERE : THROUGH;
}

bool leave_signal(u32 sig, struct task_struct *task, u32 *pending, u32 blocked)
{
	switch (fate(sig, task, *pending, blocked)) {
	case DROPPED:
		return false;
	case KEPT:
		*pending += sigmask(sig);
		break;
	case THROUGH:
		*pending += sigmask(sig);
		if (task->state == TASK_INTERRUPTIBLE)
			wake_up_process(task);
	}
	return true;
}
