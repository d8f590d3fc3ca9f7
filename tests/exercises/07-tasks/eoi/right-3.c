/* SPDX-License-Identifier: GPL-2.0-only */
/* Both answers stand in a table for every line, and a spurious interrupt has a row of its own. */
#include <asm/i8259.h>

#define MASTER(line) { 0x60 | (line), 0 }
#define SLAVE(line)  { 0x60 | 2, 0x60 | (line) }

static const struct eoi row[] = {
	MASTER(0), MASTER(1), MASTER(2), MASTER(3), MASTER(4), MASTER(5), MASTER(6), MASTER(7),
	SLAVE(0), SLAVE(1), SLAVE(2), SLAVE(3), SLAVE(4), SLAVE(5), SLAVE(6), SLAVE(7),
	[16 + 7] = { 0 }, [16 + 15] = { .master = 0x62 },
};

bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi)
{
	u32 spurious = (signed char)isr >= 0 && ~irq << 29 == 0;

	__builtin_memcpy(eoi, &row[irq | spurious << 4], sizeof(*row));
	return spurious == 0;
}
