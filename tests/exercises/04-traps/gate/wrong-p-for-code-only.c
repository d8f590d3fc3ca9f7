/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: task gates: P is not set */
/* A task gate is thought to be only a selector. */
#include <asm/desc.h>

u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset)
{
	u32 low, high;

	if (type == GATE_TASK)
		return (u64)(dpl << 13 | type << 8) << 32 | selector << 16;
	low = selector << 16 | (offset & 0xffff);
	high = (offset & 0xffff0000) | 0x8000 | dpl << 13 | type << 8;
	return (u64)high << 32 | low;
}
