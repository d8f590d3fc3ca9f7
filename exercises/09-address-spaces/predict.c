/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/types.h>

enum { OK = 0, OTHER = 1, TODO = 99 };
enum { NOTHING, LOAD, STORE, LOAD_STORE };

/* The last call's answer; what may be done with the page then. */
const s32 predicted[12][2] = {
	/* A: unmapped once, and a byte of it once more */
	{ TODO, TODO },
	/* A: protect A to A + 3, where A + 2 is a hole */
	{ TODO, TODO },
	/* A + 3, the page behind the hole: the same */
	{ TODO, TODO },
	/* A: protect almost 4 GiB */
	{ TODO, TODO },
	/* A: unmap almost 4 GiB */
	{ TODO, TODO },
	/* A: map no bytes over it */
	{ TODO, TODO },
	/* A: map almost 4 GiB over it */
	{ TODO, TODO },
	/* A: map 1 GiB over it */
	{ TODO, TODO },
	/* A: map 3 GiB over it */
	{ TODO, TODO },
	/* A: map a page there, not fixed */
	{ TODO, TODO },
	/* the heap's first page: three pages, and the fourth is taken */
	{ TODO, TODO },
	/* a page of the variables: the break moved down to it */
	{ TODO, TODO },
};
