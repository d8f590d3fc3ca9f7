/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a program's jump: it does not help where it should */
/* A fixup that lies before the instruction is taken for a loop. */
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
	if (!entry || entry->fixup <= regs->eip)
		return false;
	regs->eip = entry->fixup;
	return true;
}
