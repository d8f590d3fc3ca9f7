/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

/*
 * predicted[WP][word][access]: OK, or the error code, 0 to 7, or
 * EFAULT. Accesses: load, store, jump; get_user, put_user.
 */
enum { OK = -1, EFAULT = -14, TODO = -2 };

const s32 predicted[2][5][5] = {
	{	/* WP = 0 */
		{ TODO, TODO, TODO, TODO, TODO },  /* a variable */
		{ TODO, TODO, TODO, TODO, TODO },  /* its code */
		{ TODO, TODO, TODO, TODO, TODO },  /* the kernel's */
		{ TODO, TODO, TODO, TODO, TODO },  /* nothing */
		{ TODO, TODO, TODO, TODO, TODO },  /* both sides */
	}, {	/* WP = 1 */
		{ TODO, TODO, TODO, TODO, TODO },  /* a variable */
		{ TODO, TODO, TODO, TODO, TODO },  /* its code */
		{ TODO, TODO, TODO, TODO, TODO },  /* the kernel's */
		{ TODO, TODO, TODO, TODO, TODO },  /* nothing */
		{ TODO, TODO, TODO, TODO, TODO },  /* both sides */
	},
};
