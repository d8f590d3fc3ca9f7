/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: interrupt gates: a bit is set that belongs to no field */
/* The low half of the offset reaches into the upper word. */
#include <asm/desc.h>

u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset)
{
	u32 low, high;

	if (type == GATE_TASK)
		offset = 0;
	low = selector << 16 | (offset & 0xffff);
	high = (offset & 0xffff00ff) | 0x8000 | dpl << 13 | type << 8;
	return (u64)high << 32 | low;
}
