/* SPDX-License-Identifier: GPL-2.0-only */
/* One long sum, and a second one for the offset. */
#include <asm/desc.h>

u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset)
{
	u64 gate = 1ull << 47 | (u64)dpl << 45 | (u64)type << 40;

	gate += (u64)selector << 16;
	if (type == GATE_INTERRUPT || type == GATE_TRAP)
		gate += (u64)(offset >> 16) << 48 | (offset & 0xffff);
	return gate;
}
