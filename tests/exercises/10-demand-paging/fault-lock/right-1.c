/* SPDX-License-Identifier: GPL-2.0-only */
/* In one function, with jumps; -1 is not known yet. */
#include <asm/ptrace.h>
#include <linux/extable.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

enum { HEALED, SIGNAL, FIXUP, OOPS };
enum { FOUND, NOTHING, LATER };

int find_page(struct mm_struct *mm, u32 address);

int fault_lock(struct mm_struct *mm, const struct pt_regs *regs, u32 address)
{
	int entry = -1;

again:
	if (!down_read_trylock(&mm->mmap_sem)) {
		if (!user_mode(regs)) {
			if (entry < 0)
				entry = search_exception_tables(regs->eip) != NULL;
			if (!entry)
				return OOPS;
		}
		down_read(&mm->mmap_sem);
	}
	switch (find_page(mm, address)) {
	case LATER:
		goto again;
	case FOUND:
		up_read(&mm->mmap_sem);
		return HEALED;
	}
	up_read(&mm->mmap_sem);
	if (user_mode(regs))
		return SIGNAL;
	if (entry < 0)
		entry = search_exception_tables(regs->eip) != NULL;
	return entry ? FIXUP : OOPS;
}
