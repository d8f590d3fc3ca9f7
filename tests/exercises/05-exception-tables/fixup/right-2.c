/* SPDX-License-Identifier: GPL-2.0-only */
/* A list of what is no fault, and one way out. */
#include <asm/segment.h>
#include <asm/traps.h>
#include <linux/extable.h>

static const u8 fault[32] = {
	[0] = 1, [5] = 1, [6] = 1, [7] = 1, [10] = 1, [11] = 1, [12] = 1, [13] = 1,
	[14] = 1, [17] = 1, [19] = 1,
};

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	u32 to = regs->eip;

	if ((u16)regs->xcs == __KERNEL_CS && fault[trapnr]) {
		const struct exception_table_entry *entry = search_exception_tables(to);

		if (entry)
			to = entry->fixup;
	}
	if (to == regs->eip)
		return false;
	regs->eip = to;
	return true;
}
