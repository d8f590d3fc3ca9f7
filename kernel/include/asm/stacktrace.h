/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#pragma once
#include <linux/types.h>

/*
 * Follows saved frame pointers, beginning with ebp, through the
 * stack from low to high (exclusive), and writes at most max
 * return addresses to out, the innermost first. Returns how many.
 * A frame is two words, the caller's ebp and a return address. The
 * walk ends at the first frame that does not lie wholly on the
 * stack, at a multiple of four, above the one before. It reads
 * nothing outside the stack.
 */
u32 walk_frames(u32 low, u32 high, u32 ebp, u32 *out, u32 max);
