/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#include <asm/i8259.h>

bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	bool real = irq % 8 != 7 || isr & 0x80;

	eoi->master = irq >= 8 ? 0x60 + 2 : real ? 0x60 + irq : 0;
	eoi->slave = irq >= 8 && real ? 0x60 + irq % 8 : 0;
	return real;
}
