/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: line 7: the interrupt is spurious */
#include <asm/i8259.h>

bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	eoi->master = irq >= 8 ? 0x62 : 0x60 + irq;
	eoi->slave = irq >= 8 ? 0x60 + irq % 8 : 0;
	return true;
}
