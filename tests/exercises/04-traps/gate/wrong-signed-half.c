/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: every bit: the type is wrong */
/* A signed word spreads its top bit over the upper half, and the sum borrows from it. */
#include <asm/desc.h>

u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset)
{
	s32 low = selector << 16 | (type == GATE_TASK ? 0 : offset & 0xffff);
	u32 high = (type == GATE_TASK ? 0 : offset & 0xffff0000) | 0x8000 | dpl << 13 | type << 8;

	return ((u64)high << 32) + (long long)low;
}
