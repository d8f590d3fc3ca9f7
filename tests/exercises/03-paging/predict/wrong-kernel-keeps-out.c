/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the kernel loads: the kernel may read any page that is present */
/* The kernel is believed to be kept out of users' pages. */
#include <linux/types.h>

enum { OK = -1, TODO = -2 };

const s32 predicted[2][8][4] = {
	{
		{  0,  2,  4,  6 },
		{  0,  2,  4,  6 },
		{ OK, OK,  5,  7 },
		{ OK, OK,  5,  7 },
		{  1,  3, OK,  7 },
		{  1,  3, OK, OK },
		{  1,  3, OK,  7 },
		{ OK, OK,  5,  7 },
	}, {
		{  0,  2,  4,  6 },
		{  0,  2,  4,  6 },
		{ OK,  3,  5,  7 },
		{ OK, OK,  5,  7 },
		{  1,  3, OK,  7 },
		{  1,  3, OK, OK },
		{  1,  3, OK,  7 },
		{ OK, OK,  5,  7 },
	},
};
