/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: user mode loads: user mode needs US in both */
/* A page of the kernel's is believed to look absent to user mode. */
#include <linux/types.h>

enum { OK = -1, TODO = -2 };

const s32 predicted[2][8][4] = {
	{
		{  0,  2,  4,  6 },
		{  0,  2,  4,  6 },
		{ OK, OK,  4,  6 },
		{ OK, OK,  4,  6 },
		{ OK, OK, OK,  7 },
		{ OK, OK, OK, OK },
		{ OK, OK, OK,  7 },
		{ OK, OK,  4,  6 },
	}, {
		{  0,  2,  4,  6 },
		{  0,  2,  4,  6 },
		{ OK,  3,  4,  6 },
		{ OK, OK,  4,  6 },
		{ OK,  3, OK,  7 },
		{ OK, OK, OK, OK },
		{ OK,  3, OK,  7 },
		{ OK, OK,  4,  6 },
	},
};
