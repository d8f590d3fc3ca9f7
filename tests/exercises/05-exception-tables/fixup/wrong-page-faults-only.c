/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: goes on at the fixup: the kernel gives up, though the table says */
/* Only page faults are expected of anybody. */
#include <asm/ptrace.h>
#include <asm/traps.h>
#include <linux/extable.h>

#define FAULTS	(1 | 7 << 5 | 31 << 10 | 1 << 17 | 1 << 19)

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	const struct exception_table_entry *entry;

	if (user_mode(regs) || trapnr != 14)
		return false;
	entry = search_exception_tables(regs->eip);
	if (!entry || entry->fixup == regs->eip)
		return false;
	regs->eip = entry->fixup;
	return true;
}
