/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/sched.h>
#include <linux/signal.h>

/*
 * Leaves task this signal, 1 to NSIG - 1, in *pending. blocked ones
 * are kept, and wake nobody. Others are dropped if they are ignored,
 * or do nothing by default, or task is pid 1; else they break an
 * interruptible sleep. SIGKILL is neither blocked nor ignored. True:
 * it is pending now, or was already. The caller keeps others away
 * from both sets.
 */
bool leave_signal(u32 sig, struct task_struct *task, u32 *pending,
		  u32 blocked)
{
	return false;
}
