/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure with a name for each question. */
#include <linux/types.h>

struct prediction {
	s32 far, hole, behind, grown;
	s32 shorter, twice, again, once;
	s32 tail, buffer, unread, appended;
};

const struct prediction predicted = {
	.far = 1, .hole = 1 + 1, .behind = 1,
	.shorter = 2, .twice = 1, .once = 2,
	.buffer = 'z', .unread = 100, .appended = 8 + 100 + 1,
};
