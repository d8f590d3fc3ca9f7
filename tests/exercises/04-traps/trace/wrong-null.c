/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: edges: page fault */
/* A trace is thought to end with a null pointer, and to be right until then. */
#include <asm/stacktrace.h>

u32 walk_frames(u32 low, u32 high, u32 ebp, u32 *out, u32 max)
{
	u32 n = 0;

	while (n < max && ebp > 4096 && ebp < 0xfffff000 && ebp % 4 == 0 && ebp != high && ebp != high - 4) {
		const u32 *frame = (const u32 *)ebp;

		out[n++] = frame[1];
		if (frame[0] <= ebp)
			break;
		ebp = frame[0];
	}
	return n;
}
