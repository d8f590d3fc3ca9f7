/* SPDX-License-Identifier: GPL-2.0-only */
/* By signals with a name: what does nothing is listed. It does not ask for the wakeup until all is done. */
#include <linux/sched.h>
#include <linux/signal.h>

static bool does_something(u32 sig)
{
	return sig != SIGCHLD && sig != SIGCONT && sig != SIGURG && sig != SIGWINCH;
}

bool leave_signal(u32 sig, struct task_struct *task, u32 *pending, u32 blocked)
{
	const u32 bit = 1U << sig;
	bool waits = (blocked & bit) != 0, wanted = does_something(sig) && !(task->ignored & bit), wake = false;

	if (sig == 9) {
		waits = false;
		wanted = true;
	}
	if (task->pid == 1)
		wanted = false;
	if (waits || wanted) {
		wake = !waits && (*pending & bit) == 0;
		*pending |= bit;
	}
	if (wake && task->state == TASK_INTERRUPTIBLE)
		wake_up_process(task);
	return waits || wanted;
}
