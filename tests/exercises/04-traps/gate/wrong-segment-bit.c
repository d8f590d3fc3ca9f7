/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: interrupt gates: a bit is set that belongs to no field */
/* Bit 12, as in the descriptor of a segment. */
#include <asm/desc.h>

u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset)
{
	u32 low, high;

	if (type == GATE_TASK)
		offset = 0;
	low = selector << 16 | (offset & 0xffff);
	high = (offset & 0xffff0000) | 0x9000 | dpl << 13 | type << 8;
	return (u64)high << 32 | low;
}
