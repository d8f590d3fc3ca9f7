/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a fixup that leads back: the kernel gives up for what happened elsewhere */
/* EIP is changed first, and the last question asked then. */
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
	if (!entry)
		return false;
	if (entry->fixup == regs->eip) {
		regs->eip = 0;
		return false;
	}
	regs->eip = entry->fixup;
	return true;
}
