/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure with a name for each question, and what is added up there. */
#include <linux/errno.h>
#include <linux/types.h>

enum { PARENT = 1, CHILD = 1, CHILDREN = 3, CACHE = 1, HOLD = 1, TEN = 10 };

struct prediction {
	s32 away, one_back, held, ended;
	s32 read, stored, unmapped, refused;
	s32 zeros, shared, rare, parted;
};

const struct prediction predicted = {
	.away = PARENT + CHILDREN, .one_back = PARENT + CHILDREN - CHILD + CACHE, .held = CHILD + CACHE, .ended = PARENT + CACHE,
	.read = 1, .stored = 2 * TEN + 1, .unmapped = 1 * TEN, .refused = (0 + 1) * TEN,
	.zeros = -EFAULT, .shared = -EBUSY, .rare = PARENT * TEN, .parted = (CHILD + CACHE + HOLD) * TEN + CHILD,
};
