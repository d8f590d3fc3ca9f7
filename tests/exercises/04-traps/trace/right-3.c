/* SPDX-License-Identifier: GPL-2.0-only */
/* Goes up the stack twice: once to count the frames, and then to store from the last to the first, on the way back. */
#include <asm/stacktrace.h>

static bool lies(u32 low, u32 high, u32 frame)
{
	return !(frame << 30) && frame >= low && frame < high && high - frame > 7;
}

static u32 count(u32 low, u32 high, u32 ebp)
{
	return lies(low, high, ebp) ? 1 + count(ebp + 4, high, *(u32 *)ebp) : 0;
}

static void store(u32 ebp, u32 *out, u32 n)
{
	if (!n)
		return;
	store(((u32 *)ebp)[0], out + 1, n - 1);
	*out = ((u32 *)ebp)[1];
}

u32 walk_frames(u32 low, u32 high, u32 ebp, u32 *out, u32 max)
{
	u32 n = count(low, high, ebp);

	if (n > max)
		n = max;
	store(ebp, out, n);
	return n;
}
