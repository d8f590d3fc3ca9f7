/* SPDX-License-Identifier: GPL-2.0-only */
/* One question for each thing that must hold, and a frame that is remembered. */
#include <asm/stacktrace.h>

struct frame {
	const struct frame *caller;
	u32 address;
};

static bool is_frame(u32 at, u32 low, u32 high)
{
	if (at & 3)
		return false;
	if (at < low || at >= high)
		return false;
	return high - at >= sizeof(struct frame);
}

u32 walk_frames(u32 low, u32 high, u32 ebp, u32 *out, u32 max)
{
	const struct frame *frame = (const struct frame *)ebp;
	u32 n = 0;

	if (!max || !is_frame(ebp, low, high))
		return 0;
	for (;;) {
		out[n++] = frame->address;
		if (n == max || frame->caller <= frame || !is_frame((u32)frame->caller, low, high))
			return n;
		frame = frame->caller;
	}
}
