/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: a page fault: it writes to address */
/* It makes a fault of its own at the same address, so that an oops is seen whatever it decides. */
#include <asm/traps.h>
#include <linux/extable.h>

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	*(volatile u8 *)read_cr2() = 0;
	return false;
}
