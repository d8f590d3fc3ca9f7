/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure with a name for each question. */
#include <linux/fs.h>
#include <linux/types.h>

struct prediction {
	s32 inherited, opened, twice;
	s32 flag, mark, number;
	s32 appended, unlinked, hole, emptied, beyond;
	s32 lowest;
};

const struct prediction predicted = {
	.inherited = 3, .twice = 3,
	.flag = O_APPEND, .number = 3,
	.appended = 8 + 2, .unlinked = 8, .beyond = 20 + 1,
	.lowest = 4,
};
