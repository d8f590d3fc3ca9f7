/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a trap: the kernel goes on, and nobody will know */
/* Every exception is taken for a fault. */
#include <asm/ptrace.h>
#include <asm/traps.h>
#include <linux/extable.h>

#define FAULTS	(1 | 7 << 5 | 31 << 10 | 1 << 17 | 1 << 19)

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	const struct exception_table_entry *entry;

	if (user_mode(regs))
		return false;
	entry = search_exception_tables(regs->eip);
	if (!entry || entry->fixup == regs->eip)
		return false;
	regs->eip = entry->fixup;
	return true;
}
