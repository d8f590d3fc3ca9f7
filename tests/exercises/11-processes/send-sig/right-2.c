/* SPDX-License-Identifier: GPL-2.0-only */
/* With sets: those that may wait, and those that are dropped, whatever the signal is. */
#include <linux/sched.h>
#include <linux/signal.h>

bool leave_signal(u32 sig, struct task_struct *task, u32 *pending, u32 blocked)
{
	const u32 waits = blocked & ~sigmask(SIGKILL);
	u32 dropped = (task->ignored & ~sigmask(SIGKILL)) | SIG_KERNEL_IGNORE;
	u32 before = *pending, wakes;

	if (task->pid == 1)
		dropped = ~0U;
	dropped &= ~waits;
	*pending = before | (sigmask(sig) & ~dropped);
	wakes = *pending & ~before & ~waits;
	if (wakes && task->state == TASK_INTERRUPTIBLE)
		wake_up_process(task);
	return sigmask(sig) & ~dropped;
}
