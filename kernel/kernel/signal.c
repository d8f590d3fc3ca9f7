/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#include <linux/sched.h>

void force_sig(u32 sig, struct task_struct *task)
{
	task->signal = sig;
	if (task->state & TASK_INTERRUPTIBLE)
		wake_up_process(task);
}
