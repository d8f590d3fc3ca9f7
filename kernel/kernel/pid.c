/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include <linux/pid.h>
#include <linux/sched.h>

struct task_struct *find_task_by_pid(u32 pid)
{
	u32 i;

	for (i = 0; i < NR_TASKS; i++)
		if (tasks[i].state != TASK_FREE && tasks[i].pid == pid)
			return &tasks[i];
	return NULL;
}
