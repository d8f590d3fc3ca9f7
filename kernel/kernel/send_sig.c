/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include <linux/sched.h>
#include <linux/signal.h>

bool send_sig(u32 sig, struct task_struct *task)
{
	u32 ignored = task->ignored | SIG_KERNEL_IGNORE;

	if (task->signal)
		return true;
	if (task->pid == 1 || ignored & sigmask(sig))
		return false;
	force_sig(sig, task);
	return true;
}
