/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/i8259.h>

/*
 * Returns whether an interrupt on line irq (0 to 15) is real, and
 * puts the EOIs that are due into *eoi, 0 where none is.
 * isr: the in-service register of the line's own chip if irq is 7
 * or 15; else any number. An interrupt on line 7 or 15 is real if
 * bit 7 is set, any other always. A specific EOI is 0x60 plus the
 * number of the line on the chip that gets it, 0 to 7. The slave
 * is on line 2 of the master.
 */
bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	return false;
}
