/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a chain: it leaves out a frame that begins within the one before */
/* Above the one before: the next frame may begin at its second word. */
#include <asm/stacktrace.h>

u32 walk_frames(u32 low, u32 high, u32 ebp, u32 *out, u32 max)
{
	u32 n = 0;

	while (n < max && ebp >= low && ebp < high && high - ebp >= 8 && ebp % 4 == 0) {
		const u32 *frame = (const u32 *)ebp;

		out[n++] = frame[1];
		low = ebp + 8;
		ebp = frame[0];
	}
	return n;
}
