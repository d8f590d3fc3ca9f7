/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/preempt.h>
#include <linux/sched.h>

/*
 * At the program's address. 0, or -EFAULT, and nothing has changed.
 * With the preemption count raised no fault is healed.
 */
int load_word(const u32 *word, u32 *value);
int store_word(u32 *word, u32 value);

/*
 * Adds n to a word of current's memory, a multiple of 4 and below
 * TASK_SIZE. Nobody runs between load and store. *old: what was there
 * before. -EFAULT: not to be stored to; -ENOMEM: no frame; then *old
 * is as it was. The caller holds no lock; sleeps. Linux:
 * futex_atomic_op_inuser, and fault_in_user_writeable if it fails.
 */
int add_to_word(u32 *word, u32 n, u32 *old)
{
	return -ENOSYS;
}
