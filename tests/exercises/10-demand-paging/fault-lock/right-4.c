/* SPDX-License-Identifier: GPL-2.0-only */
/* What it holds is a variable, and the end looks at it. */
#include <asm/ptrace.h>
#include <linux/extable.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

enum { HEALED, SIGNAL, FIXUP, OOPS };
enum { FOUND, NOTHING, LATER };

int find_page(struct mm_struct *mm, u32 address);

int fault_lock(struct mm_struct *mm, const struct pt_regs *regs, u32 address)
{
	bool held = false, user = user_mode(regs), asked = user, prepared = user;
	int page = LATER;

	while (page == LATER) {
		held = down_read_trylock(&mm->mmap_sem);
		if (!held && !asked) {
			prepared = search_exception_tables(regs->eip) != NULL;
			asked = true;
		}
		if (!held && !prepared)
			break;
		if (!held)
			down_read(&mm->mmap_sem);
		page = find_page(mm, address);
		held = page != LATER;
	}
	if (held)
		up_read(&mm->mmap_sem);
	if (page == FOUND)
		return HEALED;
	if (!asked)
		prepared = search_exception_tables(regs->eip) != NULL;
	return user ? SIGNAL : prepared ? FIXUP : OOPS;
}
