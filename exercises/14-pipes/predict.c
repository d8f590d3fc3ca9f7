/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/types.h>

enum { TODO = 99999 };

const s32 predicted[12] = {
	/* 10 bytes are in it; a read of 100 */
	TODO,
	/* it is empty; a read of 0 */
	TODO,
	/* it is empty, and the reading end is dup'ed; O_NONBLOCK is set
	   by the first number; a read of 1 by the second */
	TODO,
	/* "ab" is written, and fork; the child reads 1 and ends; the
	   parent reads 1: which byte? */
	TODO,
	/* fork; the child writes 1 and ends; the parent, which has
	   closed nothing, reads it, and once more with O_NONBLOCK */
	TODO,
	/* two children sleep in a read of 1 each; the parent writes 1,
	   and naps: how many have come back? */
	TODO,
	/* it is empty; a write of 5000 with O_NONBLOCK */
	TODO,
	/* 4086 bytes are in it; a write of 11 with O_NONBLOCK */
	TODO,
	/* 4086 bytes are in it; a write of 4097 with O_NONBLOCK */
	TODO,
	/* a child writes 5000, and sleeps in the middle; a read of 8000 */
	TODO,
	/* a child ignores SIGPIPE, closes the reading end and writes 5000;
	   the parent naps, reads 100, naps, and closes its reading end: the
	   child's write answers */
	TODO,
	/* 4000 bytes are written and read; then a write of 200, of which
	   the first 100 can be read */
	TODO,
};
