/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: line 15: a chip is told of an end that has nothing in service */
#include <asm/i8259.h>

bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	bool real = irq % 8 != 7 || isr & 0x80;

	eoi->master = irq >= 8 ? 0x62 : real ? 0x60 + irq : 0;
	eoi->slave = irq >= 8 ? 0x60 + irq % 8 : 0;
	return real;
}
