/* SPDX-License-Identifier: GPL-2.0-only */
/* The slave first, as it is told first. */
#include <asm/i8259.h>

bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	bool real = true;

	if (irq == 7 || irq == 15)
		real = isr >> 7;
	if (irq < 8) {
		eoi->slave = 0;
		eoi->master = real ? 0x60 + irq : 0;
	} else {
		eoi->slave = real ? 0x58 + irq : 0;
		eoi->master = 0x62;
	}
	return real;
}
