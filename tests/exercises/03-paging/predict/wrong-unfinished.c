/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: user mode stores: still TODO */
/* One cell was forgotten. */
#include <linux/types.h>

enum { OK = -1, TODO = -2 };

const s32 predicted[2][8][4] = {
	{
		{  0,  2,  4,  6 },
		{  0,  2,  4,  6 },
		{ OK, OK,  5,  7 },
		{ OK, OK,  5,  7 },
		{ OK, OK, OK,  7 },
		{ OK, OK, OK, OK },
		{ OK, OK, OK,  7 },
		{ OK, OK,  5,  7 },
	}, {
		{  0,  2,  4,  6 },
		{  0,  2,  4,  6 },
		{ OK,  3,  5,  7 },
		{ OK, OK,  5,  7 },
		{ OK,  3, OK,  7 },
		{ OK, OK, OK, OK },
		{ OK,  3, OK, TODO },
		{ OK, OK,  5,  7 },
	},
};
