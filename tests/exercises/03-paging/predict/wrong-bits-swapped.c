/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the kernel stores, WP set: an entry that is not present */
/* The bits of the error code for a store and for user mode, exchanged. */
#include <linux/types.h>

enum { OK = -1, TODO = -2 };

const s32 predicted[2][8][4] = {
	{
		{  0,  4,  2,  6 },
		{  0,  4,  2,  6 },
		{ OK, OK,  3,  7 },
		{ OK, OK,  3,  7 },
		{ OK, OK, OK,  7 },
		{ OK, OK, OK, OK },
		{ OK, OK, OK,  7 },
		{ OK, OK,  3,  7 },
	}, {
		{  0,  4,  2,  6 },
		{  0,  4,  2,  6 },
		{ OK,  5,  3,  7 },
		{ OK, OK,  3,  7 },
		{ OK,  5, OK,  7 },
		{ OK, OK, OK, OK },
		{ OK,  5, OK,  7 },
		{ OK, OK,  3,  7 },
	},
};
