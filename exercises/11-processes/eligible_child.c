/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/sched.h>

/*
 * A child of parent that has ended: pid says which one is meant, or
 * -1 for any. Of several the one with the lowest pid; NULL if none
 * has ended. *any: is there one that is meant at all?
 */
struct task_struct *eligible_child(const struct task_struct *parent,
				   s32 pid, bool *any)
{
	return NULL;
}
