/* SPDX-License-Identifier: GPL-2.0-only */
/* Rows that are alike are named once; it need not be constant. */
#include <linux/types.h>

#define NOTHING		{ 0, 2, 4, 6 }
#define FREE		{ -1, -1, -1, -1 }
#define KERNELS		{ -1, -1, 1 | 4, 1 | 2 | 4 }
#define KERNELS_RO	{ -1, 1 | 2, 1 | 4, 1 | 2 | 4 }
#define USERS_RO(wp)	{ -1, (wp) ? 1 | 2 : -1, -1, 1 | 2 | 4 }

s32 predicted[2][8][4] = {
	{ NOTHING, NOTHING, KERNELS, KERNELS,
	  USERS_RO(0), FREE, USERS_RO(0), KERNELS },
	{ NOTHING, NOTHING, KERNELS_RO, KERNELS,
	  USERS_RO(1), FREE, USERS_RO(1), KERNELS },
};
