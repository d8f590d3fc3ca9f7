/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/stacktrace.h>

/*
 * Follows saved frame pointers, beginning with ebp, which may be
 * any number, through the stack from low to high (exclusive). Both
 * are multiples of 4; low <= high.
 * A frame is two words: the caller's ebp, and a return address.
 * Writes the return addresses to out, the innermost first, at most
 * max (0 or more). Returns how many. The walk ends at the first
 * frame that does not lie wholly on the stack, at a multiple of 4,
 * above the one before. Reads nothing outside the stack.
 */
u32 walk_frames(u32 low, u32 high, u32 ebp, u32 *out, u32 max)
{
	return 0;
}
