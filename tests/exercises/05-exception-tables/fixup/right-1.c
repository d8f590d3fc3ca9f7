/* SPDX-License-Identifier: GPL-2.0-only */
/* One question after the other, the table first. */
#include <asm/ptrace.h>
#include <asm/traps.h>
#include <linux/extable.h>

static bool is_fault(u32 trapnr)
{
	switch (trapnr) {
	case 0:
	case 5: case 6: case 7:
	case 10: case 11: case 12: case 13: case 14:
	case 17:
	case 19:
		return true;
	}
	return false;
}

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	const struct exception_table_entry *entry;

	entry = search_exception_tables(regs->eip);
	if (!entry)
		return false;
	if (!is_fault(trapnr))
		return false;
	if ((regs->xcs & 3) == 3)
		return false;
	if (entry->fixup == entry->insn)
		return false;
	regs->eip = entry->fixup;
	return true;
}
