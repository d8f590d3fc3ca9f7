/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the kernel loads: an entry that is not present grants nothing */
/* Bit 0 of the error code, the wrong way round. */
#include <linux/types.h>

enum { OK = -1, TODO = -2 };

const s32 predicted[2][8][4] = {
	{
		{  1,  3,  5,  7 },
		{  1,  3,  5,  7 },
		{ OK, OK,  4,  6 },
		{ OK, OK,  4,  6 },
		{ OK, OK, OK,  6 },
		{ OK, OK, OK, OK },
		{ OK, OK, OK,  6 },
		{ OK, OK,  4,  6 },
	}, {
		{  1,  3,  5,  7 },
		{  1,  3,  5,  7 },
		{ OK,  2,  4,  6 },
		{ OK, OK,  4,  6 },
		{ OK,  2, OK,  6 },
		{ OK, OK, OK, OK },
		{ OK,  2, OK,  6 },
		{ OK, OK,  4,  6 },
	},
};
