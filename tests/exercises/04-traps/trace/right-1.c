/* SPDX-License-Identifier: GPL-2.0-only */
/* Indexes into the stack instead of addresses. */
#include <asm/stacktrace.h>

u32 walk_frames(u32 low, u32 high, u32 ebp, u32 *out, u32 max)
{
	const u32 *stack = (const u32 *)low;
	u32 words = (high - low) / 4, n, at = 0;

	for (n = 0; n < max; n++) {
		u32 distance = ebp - low;

		if (distance % 4 || distance / 4 < at || distance / 4 + 1 >= words)
			break;
		at = distance / 4;
		out[n] = stack[at + 1];
		ebp = stack[at];
		at++;
	}
	return n;
}
