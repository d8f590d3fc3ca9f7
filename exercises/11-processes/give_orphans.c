/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/pid.h>
#include <linux/sched.h>

/* Has this child ended? Others may run before and after the look. */
bool has_ended(const struct task_struct *child);

/*
 * Gives the children of father, who ends, to the nearest of its
 * ancestors that has asked for orphans (subreaper, by slot) and has
 * a memory; else to pid 1. If one of them has ended, the new parent
 * is told, once. Without children it does nothing. Others may run
 * in each function that it calls, and children end there.
 */
void give_orphans(const struct task_struct *father,
		  const bool *subreaper)
{
}
