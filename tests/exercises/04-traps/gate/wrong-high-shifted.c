/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: interrupt gates: the offset is wrong */
/* The high half of the offset is moved down, over the type. */
#include <asm/desc.h>

u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset)
{
	u32 low, high;

	if (type == GATE_TASK)
		offset = 0;
	low = selector << 16 | (offset & 0xffff);
	high = (offset >> 16) << 17 | 0x8000 | dpl << 13 | type << 8;
	return (u64)high << 32 | low;
}
