/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure with a name for each question. */
#include <linux/errno.h>
#include <linux/types.h>

struct prediction {
	s32 closed, left, loaded, born, anew;
	s32 shared, by_mprotect, private;
	s32 cut, tail;
	s32 faults, holders;
};

const struct prediction predicted = {
	.closed = 'S', .left = "abc"[1], .loaded = 'S', .born = 'S', .anew = "abc"[0],
	.shared = -EACCES, .by_mprotect = -EACCES,
	.cut = -EFAULT, .faults = 0 + 1, .holders = 1 + 2,
};
