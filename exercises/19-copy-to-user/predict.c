/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

enum { TODO = 99999 };

const s32 predicted[12] = {
	/* The processor has the bit. 200 bytes are copied to a program
	   that has room for 150: are left */
	TODO,
	/* and have arrived */
	TODO,
	/* 150 bytes, and room for 140: are left */
	TODO,
	/* 200 bytes from a program which has 130 of them: arrive */
	TODO,
	/* 200 bytes are copied to a program that has room for 150: are
	   left */
	TODO,
	/* put_user of a value of eight bytes, and room for 6: arrive */
	TODO,
	/* two pages that the program has only loaded from are cleared: that
	   costs so many frames */
	TODO,
	/* 5,000 bytes are cleared, 100 bytes behind the beginning of a page:
	   pieces */
	TODO,
	/* the first 100 bytes are read, to the beginning of a page: calls of
	   __copy_to_user_ll */
	TODO,
	/* and pieces */
	TODO,
	/* 8,192 bytes are wanted from byte 100 on, and there is room for
	   4,096: the answer is */
	TODO,
	/* the file is mapped shared, and loaded from; a byte is copied to
	   the mapping: 10 if its entry is dirty now, plus 1 if the page is
	   noted as dirty */
	TODO,
};
