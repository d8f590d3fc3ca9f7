/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the master's lines: the interrupt is real */
/* The register is asked for every line, but nobody has read it for these. */
#include <asm/i8259.h>

bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	bool real = isr >> irq % 8 & 1;

	eoi->master = irq >= 8 ? 0x62 : real ? 0x60 + irq : 0;
	eoi->slave = irq >= 8 && real ? 0x60 + irq % 8 : 0;
	return real;
}
