/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: line 15: the master is not told */
/* A spurious interrupt is thought to be nobody's. */
#include <asm/i8259.h>

bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	bool real = irq % 8 != 7 || isr & 0x80;

	eoi->master = !real ? 0 : irq >= 8 ? 0x62 : 0x60 + irq;
	eoi->slave = irq >= 8 && real ? 0x60 + irq % 8 : 0;
	return real;
}
