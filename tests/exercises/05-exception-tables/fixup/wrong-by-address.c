/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a program's jump: it helps where it should not */
/* An EIP above 3 GiB is taken for the kernel itself. */
#include <asm/ptrace.h>
#include <asm/traps.h>
#include <linux/extable.h>

#define FAULTS	(1 | 7 << 5 | 31 << 10 | 1 << 17 | 1 << 19)

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	const struct exception_table_entry *entry;

	if (regs->eip < 0xc0000000 || !(FAULTS >> trapnr & 1))
		return false;
	entry = search_exception_tables(regs->eip);
	if (!entry || entry->fixup == regs->eip)
		return false;
	regs->eip = entry->fixup;
	return true;
}
