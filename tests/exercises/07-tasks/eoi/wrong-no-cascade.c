/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the slave's lines: the master is not told */
#include <asm/i8259.h>

bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	bool real = irq % 8 != 7 || isr & 0x80;

	eoi->master = irq < 8 && real ? 0x60 + irq : 0;
	eoi->slave = irq >= 8 && real ? 0x60 + irq % 8 : 0;
	return real;
}
