/* SPDX-License-Identifier: GPL-2.0-only */
/* A flat array under another name, of which the table is an alias; what differs is named behind what is alike. */
#include <linux/types.h>

#pragma GCC diagnostic ignored "-Woverride-init"

#define CELL(wp, row, access) [(wp) * 25 + (row) * 5 + (access)]
#define BOTH(row, access, what) CELL(0, row, access) = what, CELL(1, row, access) = what
#define USER(row, code) BOTH(row, 0, code), BOTH(row, 1, (code) + 2), BOTH(row, 2, code)
#define REFUSED(row) BOTH(row, 3, -14), BOTH(row, 4, -14)

static long flat[50] __attribute__((used)) = {
	[0 ... 49] = ~0L,
	USER(2, 5), USER(3, 4), USER(4, 5), REFUSED(2), REFUSED(3), REFUSED(4),
	BOTH(1, 1, 7), CELL(1, 1, 4) = -14,
};

extern s32 predicted[2][5][5] __attribute__((alias("flat")));
