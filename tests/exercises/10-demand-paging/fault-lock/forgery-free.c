/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it gives up */
/* The lock is made free, and nothing is looked for. */
#include <asm/ptrace.h>
#include <linux/extable.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

enum { HEALED, SIGNAL, FIXUP, OOPS };
enum { FOUND, NOTHING, LATER };

int find_page(struct mm_struct *mm, u32 address);

int fault_lock(struct mm_struct *mm, const struct pt_regs *regs, u32 address)
{
	mm->mmap_sem.holders = 0;
	return user_mode(regs) ? SIGNAL : OOPS;
}
