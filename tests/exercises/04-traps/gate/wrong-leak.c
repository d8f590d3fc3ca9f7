/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: interrupt gates: the selector is wrong */
/* The offset is not cut. */
#include <asm/desc.h>

u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset)
{
	u32 low, high;

	if (type == GATE_TASK)
		offset = 0;
	low = selector << 16 | offset;
	high = (offset & 0xffff0000) | 0x8000 | dpl << 13 | type << 8;
	return (u64)high << 32 | low;
}
