/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: nobody expected it: goes on with the instruction that has failed */
/* It says that all is well where there is no entry, and the instruction fails again. */
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
	if (entry && entry->fixup == regs->eip)
		return false;
	if (entry)
		regs->eip = entry->fixup;
	return true;
}
