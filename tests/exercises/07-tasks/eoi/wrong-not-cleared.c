/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the master's lines: a chip is told of an end that has nothing in service */
/* Where nothing is to be written, the field is left as it was. */
#include <asm/i8259.h>

bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	bool real = irq % 8 != 7 || isr & 0x80;

	if (irq >= 8)
		eoi->master = 0x62;
	else if (real)
		eoi->master = 0x60 + irq;
	if (irq >= 8 && real)
		eoi->slave = 0x60 + irq % 8;
	return real;
}
