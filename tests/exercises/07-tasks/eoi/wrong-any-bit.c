/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: line 7: the interrupt is spurious */
/* Something is in service, but it is another line. */
#include <asm/i8259.h>

bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	bool real = irq % 8 != 7 || isr;

	eoi->master = irq >= 8 ? 0x62 : real ? 0x60 + irq : 0;
	eoi->slave = irq >= 8 && real ? 0x60 + irq % 8 : 0;
	return real;
}
