/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

enum { TODO = 99 };
enum { NONE, HEALED, REFUSED };
enum { EMPTY, ZEROS, READ_ONLY, WRITABLE };

/* Is there a fault; what does the entry hold; how many frames. */
const u32 predicted[12][3] = {
	/* the program loads from P: the first in these 4 MiB */
	{ TODO, TODO, TODO },
	/* it stores to P */
	{ TODO, TODO, TODO },
	/* it stores to Q: nobody has touched that */
	{ TODO, TODO, TODO },
	/* Q is made read-only, and the program loads from it */
	{ TODO, TODO, TODO },
	/* the kernel is asked to store to Q */
	{ TODO, TODO, TODO },
	/* Q is made writable again, and the program stores to it */
	{ TODO, TODO, TODO },
	/* the kernel is asked to load from R: nobody has touched that */
	{ TODO, TODO, TODO },
	/* the kernel is asked to store to R */
	{ TODO, TODO, TODO },
	/* the program loads from R */
	{ TODO, TODO, TODO },
	/* the kernel is asked to load from W: nobody has touched that */
	{ TODO, TODO, TODO },
	/* the program loads the variable */
	{ TODO, TODO, TODO },
	/* it stores to the variable */
	{ TODO, TODO, TODO },
};
