/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure with a name for each question. */
#include <linux/errno.h>
#include <linux/types.h>

struct prediction {
	s32 twice, unmapped, forked, left;
	s32 program, child, parent, zeros;
	s32 hole, read_only, before, after;
};

const struct prediction predicted = {
	.twice = 1 + 2, .unmapped = 2, .forked = 2 + 1, .left = 1 * 10 + 0,
	.program = 'p', .child = 'K', .parent = 'p', .zeros = 0,
	.hole = 3 - 1, .read_only = -EFAULT, .before = false, .after = true,
};
