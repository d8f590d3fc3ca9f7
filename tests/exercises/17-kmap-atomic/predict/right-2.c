/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure with a name for each question. */
#include <asm/page.h>
#include <linux/types.h>

struct prediction {
	s32 lowmem, same_type, count, apart;
	s32 nested, first, stored, left;
	s32 unused, shows, flushes, held;
};

const struct prediction predicted = {
	.lowmem = 'A', .same_type = 'A' + 1, .count = 1 + 1, .apart = -(s32)PAGE_SIZE,
	.nested = 2 + 1, .first = 'A', .stored = 'Z', .left = 64 - 16,
	.unused = 1, .shows = 'A', .held = 1 + 1,
};
