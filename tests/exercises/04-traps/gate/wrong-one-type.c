/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: trap gates: the type is wrong */
/* Chapter 1's gate: all of them keep interrupts out. */
#include <asm/desc.h>

u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset)
{
	u32 low, high;

	if (type == GATE_TASK)
		offset = 0;
	low = selector << 16 | (offset & 0xffff);
	high = (offset & 0xffff0000) | dpl << 13 | (type == GATE_TASK ? 0x8500 : 0x8e00);
	return (u64)high << 32 | low;
}
