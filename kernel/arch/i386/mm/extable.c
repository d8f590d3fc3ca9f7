/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#include <asm/ptrace.h>
#include <asm/traps.h>
#include <asm/uaccess.h>
#include <linux/extable.h>

/* Bit n: exception n says that the instruction at EIP failed. */
#define FAULTS	(1 | 7 << 5 | 31 << 10 | 1 << 17 | 1 << 19)

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	const struct exception_table_entry *entry;

	if (user_mode(regs) || !(FAULTS >> trapnr & 1))
		return false;
	entry = search_exception_tables(regs->eip);
	if (!entry || entry->fixup == regs->eip)
		return false;
	regs->eip = entry->fixup;
	return true;
}
