/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure for the fixed part. */
#include <linux/types.h>
#include <linux/string.h>

struct frame {
	u32 saved[6], fn, end, args[];
};

u32 *first_frame(u32 *top, u32 fn, u32 end, const u32 *args, u32 n)
{
	struct frame *frame = (void *)((((u32)(top - n)) / 16 - 2) * 16);

	*frame = (struct frame){ .fn = fn, .end = end };
	memcpy(frame->args, args, n * sizeof(*args));
	return frame->saved;
}
