/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/traps.h>
#include <linux/extable.h>

/*
 * Exception trapnr (0 to 31) has interrupted what regs describes.
 * Returns true, and makes it go on at the fixup, if
 * - it was the kernel, not a program,
 * - the exception is a fault of the instruction at regs->eip:
 *   vectors 0, 5 to 7, 10 to 14, 17 and 19 are,
 * - that instruction has an entry in the kernel's table,
 * - and its fixup is another address than its own.
 * Else returns false, and changes nothing. No register but EIP
 * ever changes.
 */
bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	return false;
}
