/* SPDX-License-Identifier: GPL-2.0-only */
/* 64 bits and signs; the return address comes first, each byte by itself, and one jump makes the loop. */
#include <asm/stacktrace.h>

u32 walk_frames(u32 low, u32 high, u32 ebp, u32 *out, u32 max)
{
	long long least = low, most = (long long)high - 8, here;
	const u8 *byte;
	u8 *to = (u8 *)out, *full = (u8 *)(out + max);
	u32 i, next;

another:
	here = ebp;
	if (to == full || here < least || most < here || here & 3)
		return (u32 *)to - out;
	byte = (const u8 *)ebp;
	for (i = 8; i-- > 4; )
		to[i - 4] = byte[i];
	for (to += 4, next = 0; i != -1u; i--)
		next = next * 256 + byte[i];
	least = here + 1;
	ebp = next;
	goto another;
}
