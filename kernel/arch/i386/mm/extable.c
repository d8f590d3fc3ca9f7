/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#include <asm/ptrace.h>
#include <asm/traps.h>
#include <asm/uaccess.h>
#include <linux/extable.h>

bool fixup_exception(struct pt_regs *regs)
{
	const struct exception_table_entry *entry;

	entry = search_exception_tables(regs->eip);
	/* Chapter 5: fixup_exception: nobody expected it */
	if (!entry)
		return false;
	regs->eip = entry->fixup;
	return true;
}
