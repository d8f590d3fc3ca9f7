/* SPDX-License-Identifier: GPL-2.0-only */
/* Signed halves, shifted until they are negative, as gcc defines it; what the sign spreads is cut off again. */
#include <asm/desc.h>

u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset)
{
	int low = (int)selector << 16, high = (int)(dpl | 4) << 13;
	long long gate;

	high += (int)type * 256;
	if (type & 8) {
		low |= (int)(offset & 0xffff);
		high ^= (int)offset >> 16 << 16;
	}
	gate = (long long)high << 32;
	return gate | (low & 0xffffffffLL);
}
