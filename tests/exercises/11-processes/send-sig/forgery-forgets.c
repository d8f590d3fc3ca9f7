/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes something that is not the set of pending signals */
/* What the task ignores is forgotten: so nothing has to be dropped. */
#include <linux/sched.h>
#include <linux/signal.h>

bool leave_signal(u32 sig, struct task_struct *task, u32 *pending, u32 blocked)
{
	task->ignored = 0;
	*pending |= sigmask(sig);
	return true;
}
