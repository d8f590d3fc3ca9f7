/* SPDX-License-Identifier: GPL-2.0-only */
/* A table of the four cases. */
#include <asm/i8259.h>

bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	u32 line = irq & 7;
	bool spurious = line == 7 && isr < 128;

	eoi->master = eoi->slave = 0;
	switch ((irq > 7) * 2 + spurious) {
	case 0:
		eoi->master = 0x60 | line;
		break;
	case 2:
		eoi->slave = 0x60 | line;
		/* fall through */
	case 3:
		eoi->master = 0x62;
	}
	return !spurious;
}
