/* SPDX-License-Identifier: GPL-2.0-only */
/* Rows that are alike are named once; it need not be constant. */
#include <linux/types.h>

#define NO (-14)
#define ABOVE { 5, 7, 5, NO, NO }
#define HALF(put) { { -1, -1, -1, -1, -1 }, { -1, 7, -1, -1, put }, ABOVE, { 4, 6, 4, NO, NO }, ABOVE }

s32 predicted[2][5][5] = { HALF(-1), HALF(NO) };
