/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the kernel stores, WP set: with WP set the kernel needs RW in both */
/* The directory is believed to have no say. */
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
		{ OK, OK, OK, OK },
		{ OK, OK, OK, OK },
	}, {
		{  0,  2,  4,  6 },
		{  0,  2,  4,  6 },
		{ OK,  3,  5,  7 },
		{ OK, OK,  5,  7 },
		{ OK,  3, OK,  7 },
		{ OK, OK, OK, OK },
		{ OK, OK, OK, OK },
		{ OK, OK, OK, OK },
	},
};
