/* SPDX-License-Identifier: GPL-2.0-only */
/* Bits are asked for by instructions; the two EOIs are put together in one word, the slave's above, and stored at once. */
#include <asm/i8259.h>

static u8 bit(u32 word, u32 number)
{
	u8 set;

	asm("btl %2, %1; setc %0" : "=q"(set) : "r"(word), "r"(number) : "cc");
	return set;
}

bool eoi_8259A(irq, isr, eoi)
	u32 irq;
	u8 isr;
	struct eoi *eoi;
{
	u32 both = 0x6062;
	u8 real = bit(isr, 7) | !bit(1 << 15 | 1 << 7, irq);

	if (!bit(irq, 3))
		both = 0x60;
	both += (irq & 7) << (bit(irq, 3) ? 8 : 0);
	if (!real)
		both &= bit(irq, 3) ? 0xff : 0;
	*(u16 *)eoi = both;
	return real;
}
