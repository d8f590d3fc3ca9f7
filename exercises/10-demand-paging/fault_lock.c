/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/ptrace.h>
#include <linux/extable.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

enum { HEALED, SIGNAL, FIXUP, OOPS };
enum { FOUND, NOTHING, LATER };

/*
 * The page of address, for the current task; mmap_sem is held, for
 * reading. After LATER it is not held any more. May sleep.
 */
int find_page(struct mm_struct *mm, u32 address);

/*
 * What becomes of a fault at address, below TASK_SIZE? Takes
 * mmap_sem for reading; waits for it only if the fault is the
 * program's, or has an entry in the exception table. Nothing is held
 * in the end. May sleep.
 */
int fault_lock(struct mm_struct *mm, const struct pt_regs *regs,
	       u32 address)
{
	return -1;
}
