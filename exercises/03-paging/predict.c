/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

/*
 * predicted[WP][mapping][access]: OK, or the error code, 0 to 7.
 * Mappings: the flags of the directory's and the table's entry.
 * Accesses: kernel load, kernel store, user load, user store.
 */
enum { OK = -1, TODO = -2 };

const s32 predicted[2][8][4] = {
	{	/* WP = 0 */
		{ TODO, TODO, TODO, TODO },	/* P RW US, 0 */
		{ TODO, TODO, TODO, TODO },	/* P RW US, RW US */
		{ TODO, TODO, TODO, TODO },	/* P RW US, P */
		{ TODO, TODO, TODO, TODO },	/* P RW US, P RW */
		{ TODO, TODO, TODO, TODO },	/* P RW US, P US */
		{ TODO, TODO, TODO, TODO },	/* P RW US, P RW US */
		{ TODO, TODO, TODO, TODO },	/* P US, P RW US */
		{ TODO, TODO, TODO, TODO },	/* P RW, P RW US */
	}, {	/* WP = 1 */
		{ TODO, TODO, TODO, TODO },	/* P RW US, 0 */
		{ TODO, TODO, TODO, TODO },	/* P RW US, RW US */
		{ TODO, TODO, TODO, TODO },	/* P RW US, P */
		{ TODO, TODO, TODO, TODO },	/* P RW US, P RW */
		{ TODO, TODO, TODO, TODO },	/* P RW US, P US */
		{ TODO, TODO, TODO, TODO },	/* P RW US, P RW US */
		{ TODO, TODO, TODO, TODO },	/* P US, P RW US */
		{ TODO, TODO, TODO, TODO },	/* P RW, P RW US */
	},
};
