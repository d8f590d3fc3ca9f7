/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

enum { TODO = 99 };
enum { NONE, REUSED, COPIED, REFUSED };

/* What becomes of it; how many frames; how many hold the old one. */
const u32 predicted[12][3] = {
	/* the parent forks a child, which loads from A */
	{ TODO, TODO, TODO },
	/* the child stores to A, and sleeps from now on */
	{ TODO, TODO, TODO },
	/* the parent stores to A */
	{ TODO, TODO, TODO },
	/* the parent stores to B */
	{ TODO, TODO, TODO },
	/* the parent forks a second child, which stores to C */
	{ TODO, TODO, TODO },
	/* the second child stores to Z */
	{ TODO, TODO, TODO },
	/* for the second child the kernel is asked to store to R */
	{ TODO, TODO, TODO },
	/* it sleeps; for the parent the kernel is asked to store to K */
	{ TODO, TODO, TODO },
	/* the first child is killed; the parent stores to C */
	{ TODO, TODO, TODO },
	/* the parent stores to D */
	{ TODO, TODO, TODO },
	/*
	 * The second child is killed. The parent stores to A. Then its
	 * fork fails, for want of a frame for the last table; it stores
	 * to A once more: this store.
	 */
	{ TODO, TODO, TODO },
	/* a child of vfork stores to A, in its parent's memory */
	{ TODO, TODO, TODO },
};
