/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

/*
 * Lays out the stack of a task that is to begin with fn(args[0],
 * ..., args[n - 1]), in the words below top, as high as possible:
 * six registers of 0, fn, end (where fn returns to), the arguments.
 * The first argument is at a multiple of 16. Returns the stack
 * pointer: the address of the first of the six.
 */
u32 *first_frame(u32 *top, u32 fn, u32 end, const u32 *args, u32 n)
{
	return top;
}
