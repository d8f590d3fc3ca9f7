/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the kernel loads: an entry that is not present */
/* The rights of an entry that is not present are taken for rights. */
#include <linux/types.h>

enum { OK = -1, TODO = -2 };

const s32 predicted[2][8][4] = {
	{
		{  0,  2,  4,  6 },
		{ OK, OK, OK, OK },
		{ OK, OK,  5,  7 },
		{ OK, OK,  5,  7 },
		{ OK, OK, OK,  7 },
		{ OK, OK, OK, OK },
		{ OK, OK, OK,  7 },
		{ OK, OK,  5,  7 },
	}, {
		{  0,  2,  4,  6 },
		{ OK, OK, OK, OK },
		{ OK,  3,  5,  7 },
		{ OK, OK,  5,  7 },
		{ OK,  3, OK,  7 },
		{ OK, OK, OK, OK },
		{ OK,  3, OK,  7 },
		{ OK, OK,  5,  7 },
	},
};
