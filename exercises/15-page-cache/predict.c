/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

enum { TODO = 99999 };

const s32 predicted[12] = {
	/* a byte is written at 100 MiB: pages in the cache */
	TODO,
	/* and then one is read at 50 MiB: pages */
	TODO,
	/* 8 bytes are written at 0, and a read is to get 8 at 4096:
	   pages */
	TODO,
	/* ftruncate to 100 MiB: pages */
	TODO,
	/* three whole pages are written; ftruncate to 4097: pages */
	TODO,
	/* a file of the archive is opened twice, and 8 bytes are read
	   at its beginning through each: pages of that file */
	TODO,
	/* all pages go that can be had again: pages of the archive's file */
	TODO,
	/* and of the one with two pages, which is still open as 3 */
	TODO,
	/* 8 letters a are written; ftruncate to 3, and then to 8: the
	   byte at 5 */
	TODO,
	/* the file has 8 letters; a buffer of 100 z, and a read of 100
	   into it: the buffer's byte 50 */
	TODO,
	/* a write of 100, none of which can be read; then a read of 200 at
	   0 answers */
	TODO,
	/* 8 letters are written; a write with O_APPEND of 100, 16 of which
	   can be read, and then another one of 1: how long is the file? */
	TODO,
};
