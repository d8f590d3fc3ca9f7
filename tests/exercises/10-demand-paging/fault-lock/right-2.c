/* SPDX-License-Identifier: GPL-2.0-only */
/* A program and the kernel are two functions: one of them never asks. */
#include <asm/ptrace.h>
#include <linux/extable.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

enum { HEALED, SIGNAL, FIXUP, OOPS };
enum { FOUND, NOTHING, LATER };

int find_page(struct mm_struct *mm, u32 address);

static int program(struct mm_struct *mm, u32 address)
{
	int page;

	do {
		down_read(&mm->mmap_sem);
		page = find_page(mm, address);
	} while (page == LATER);
	up_read(&mm->mmap_sem);
	return page == FOUND ? HEALED : SIGNAL;
}

static int kernel(struct mm_struct *mm, u32 eip, u32 address)
{
	const struct exception_table_entry *entry = NULL;

	for (;;) {
		if (entry) {
			down_read(&mm->mmap_sem);
		} else if (!down_read_trylock(&mm->mmap_sem)) {
			entry = search_exception_tables(eip);
			if (!entry)
				return OOPS;
			continue;
		}
		switch (find_page(mm, address)) {
		case FOUND:
			up_read(&mm->mmap_sem);
			return HEALED;
		case NOTHING:
			up_read(&mm->mmap_sem);
			return entry || search_exception_tables(eip) ? FIXUP : OOPS;
		}
	}
}

int fault_lock(struct mm_struct *mm, const struct pt_regs *regs, u32 address)
{
	return user_mode(regs) ? program(mm, address) : kernel(mm, regs->eip, address);
}
