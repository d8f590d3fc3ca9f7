/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/types.h>

enum { TODO = 99999 };

const s32 predicted[12] = {
	/* fork; the child reads 3 letters from 3: the parent's is at */
	TODO,
	/* fork; the child opens the file and reads 3: the parent's 3
	   is at */
	TODO,
	/* 3 is dup'ed to 4; 3 letters are read from 3, and 3 is
	   closed: 4 is at */
	TODO,
	/* fork; the child sets O_APPEND on 3 with F_SETFL: of the
	   parent's F_GETFL of 3 that flag alone (1024 or 0) */
	TODO,
	/* fork; the child sets 1 on 3 with F_SETFD: the parent's
	   F_GETFD of 3 */
	TODO,
	/* fork; the child sets 1 on 3 with F_SETFD, has a dup of it as
	   4, and calls execve; the new program's open answers */
	TODO,
	/* opened once more with O_APPEND, as 4, and 2 letters are written
	   to 4: it is at */
	TODO,
	/* unlinked; another file of this name is made, with 2 letters: how
	   long is what 3 means? */
	TODO,
	/* a letter is written at 5000: the byte at 4500 */
	TODO,
	/* 5 letters are passed over; somebody opens the file with O_TRUNC,
	   and writes 2: a read of 3 letters from 3 answers */
	TODO,
	/* 3 letters are read from 3; then one is written by pwrite64 at
	   20, and one by write: how long is the file? */
	TODO,
	/* fork; the child closes 3: then the parent's open answers */
	TODO,
};
