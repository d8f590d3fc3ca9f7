/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: goes on at the fixup: it does not go on at the fixup, but before it */
/* The fixup is often the next instruction, so that is where it goes on. */
#include <asm/ptrace.h>
#include <asm/traps.h>
#include <linux/extable.h>

#define FAULTS	(1 | 7 << 5 | 31 << 10 | 1 << 17 | 1 << 19)

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	const struct exception_table_entry *entry;

	if (user_mode(regs) || !(FAULTS >> trapnr & 1))
		return false;
	entry = search_exception_tables(regs->eip);
	if (!entry || entry->fixup == regs->eip)
		return false;
	regs->eip += trapnr == 14 ? 5 : 2;
	return true;
}
