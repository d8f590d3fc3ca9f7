/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

enum { TODO = 99999 };

const s32 predicted[12] = {
	/* three children are born, and the page leaves: its slot is
	   named by */
	TODO,
	/* and one of the children loads from it: its slot is named
	   by */
	TODO,
	/* and the page is held by */
	TODO,
	/* and all three children end: its slot is named by */
	TODO,
	/* and the parent loads from it: the disk was read, in all */
	TODO,
	/* the page leaves, the program stores to it, and it leaves again:
	   ten times how often the disk was written, plus how often read */
	TODO,
	/* the page leaves, and the program unmaps it: the same of this */
	TODO,
	/* the page is held, and is to leave; it is let go of, and is to
	   leave again: the same of this */
	TODO,
	/* the program has only loaded from the page, and it is to leave: the
	   answer is */
	TODO,
	/* the page is of memory that is shared, and it is to leave: the
	   answer is */
	TODO,
	/* three quarters of all slots are taken by others; the page leaves,
	   and the program loads from it: ten times how many hold it, plus
	   how many name its slot */
	TODO,
	/* the page is held, and is to leave; a child is born, and the
	   program stores: ten times how many hold what is held, plus how
	   many entries name it */
	TODO,
};
