/* SPDX-License-Identifier: GPL-2.0-only */
/* All is asked each time, the table too, and added up; EIP is always stored, be it the same. */
#include <asm/traps.h>
#include <linux/extable.h>

typedef const struct exception_table_entry *lookup(u32 eip);

static lookup *const in_the_table = search_exception_tables;

static u32 one_of(const char *list, u32 number)
{
	u32 found = 0;

	do
		found += (u8)*list == number + 1;
	while (*list++);
	return found;
}

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	struct exception_table_entry same = { regs->eip, regs->eip };
	const struct exception_table_entry *entry = in_the_table(regs->eip) ?: &same;
	u32 helps = regs->eip - entry->fixup ? 1 : 0;

	helps *= one_of("\1\6\7\10\13\14\15\16\17\22\24", trapnr);
	helps *= !(regs->xcs & 1) & !(regs->xcs & 2);
	*(helps ? &same.insn : &same.fixup) = entry->fixup;
	regs->eip = same.insn;
	return helps;
}
