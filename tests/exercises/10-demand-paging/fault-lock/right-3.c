/* SPDX-License-Identifier: GPL-2.0-only */
/* By recursion: what has been found out about the instruction goes along. */
#include <asm/ptrace.h>
#include <linux/extable.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

enum { HEALED, SIGNAL, FIXUP, OOPS };
enum { FOUND, NOTHING, LATER };

int find_page(struct mm_struct *mm, u32 address);

enum origin { PROGRAM, UNKNOWN, PLANNED, UNPLANNED };

static enum origin ask(enum origin from, u32 eip)
{
	if (from != UNKNOWN)
		return from;
	return search_exception_tables(eip) ? PLANNED : UNPLANNED;
}

static int go(struct mm_struct *mm, u32 eip, u32 address, enum origin from)
{
	static const int ends[] = { [PROGRAM] = SIGNAL, [PLANNED] = FIXUP, [UNPLANNED] = OOPS };
	int page;

	if (!down_read_trylock(&mm->mmap_sem)) {
		from = ask(from, eip);
		if (from == UNPLANNED)
			return OOPS;
		down_read(&mm->mmap_sem);
	}
	page = find_page(mm, address);
	if (page == LATER)
		return go(mm, eip, address, from);
	up_read(&mm->mmap_sem);
	return page == FOUND ? HEALED : ends[ask(from, eip)];
}

int fault_lock(struct mm_struct *mm, const struct pt_regs *regs, u32 address)
{
	return go(mm, regs->eip, address, (regs->xcs & 3) == 3 ? PROGRAM : UNKNOWN);
}
