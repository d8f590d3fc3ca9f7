/* SPDX-License-Identifier: GPL-2.0-only */
/* A flat array under another name, of which the table is an alias; ranges for what is alike, and what differs is named later. */
#include <linux/types.h>

#pragma GCC diagnostic ignored "-Woverride-init"

#define CELL(wp, row, access) [(wp) * 32 + (row) * 4 + (access)]

enum access { LOAD, STORE, USER_LOAD, USER_STORE };

#define COLUMN(row, access, error) CELL(0, row, access) = error, CELL(1, row, access) = error
#define NOBODY(row) COLUMN(row, LOAD, 0), COLUMN(row, STORE, 2), COLUMN(row, USER_LOAD, 4), COLUMN(row, USER_STORE, 6)
#define NO_USER(row) COLUMN(row, USER_LOAD, 5), COLUMN(row, USER_STORE, 7)

static long flat[64] __attribute__((used)) = {
	[0 ... 63] = ~0L,
	NOBODY(0), NOBODY(1), NO_USER(2), NO_USER(3), COLUMN(4, USER_STORE, 7), COLUMN(6, USER_STORE, 7), NO_USER(7),
	CELL(1, 2, STORE) = 3, CELL(1, 4, STORE) = 3, CELL(1, 6, STORE) = 3,
};

extern s32 predicted[2][8][4] __attribute__((alias("flat")));
