/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: crooked frames: it takes a frame that is not at a multiple of 4 */
/* A multiple of 2 is not enough. */
#include <asm/stacktrace.h>

u32 walk_frames(u32 low, u32 high, u32 ebp, u32 *out, u32 max)
{
	u32 n = 0;

	while (n < max && ebp >= low && ebp < high && high - ebp >= 8 && ebp % 2 == 0) {
		const u32 *frame = (const u32 *)ebp;

		out[n++] = frame[1];
		low = ebp + 1;
		ebp = frame[0];
	}
	return n;
}
