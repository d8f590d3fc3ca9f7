/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the kernel's own entries: a page fault: it writes to address 0xffffb000 */
/* Only a user's address may be out of reach. */
#include <asm/ptrace.h>
#include <asm/traps.h>
#include <linux/extable.h>

#define FAULTS	(1 | 7 << 5 | 31 << 10 | 1 << 17 | 1 << 19)

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	const struct exception_table_entry *entry;

	if (user_mode(regs) || !(FAULTS >> trapnr & 1))
		return false;
	if (trapnr == 14 && read_cr2() >= 0xc0000000)
		return false;
	entry = search_exception_tables(regs->eip);
	if (!entry || entry->fixup == regs->eip)
		return false;
	regs->eip = entry->fixup;
	return true;
}
