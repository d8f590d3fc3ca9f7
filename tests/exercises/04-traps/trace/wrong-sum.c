/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: around 4 GiB: page fault */
/* The sum of an address near 4 GiB and 8 is small. */
#include <asm/stacktrace.h>

u32 walk_frames(u32 low, u32 high, u32 ebp, u32 *out, u32 max)
{
	u32 n = 0;

	while (n < max && ebp >= low && ebp + 8 <= high && ebp % 4 == 0) {
		const u32 *frame = (const u32 *)ebp;

		out[n++] = frame[1];
		low = ebp + 1;
		ebp = frame[0];
	}
	return n;
}
