/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

enum { TODO = 99999 };

const s32 predicted[12] = {
	/* a KM_USER0 for A is opened and closed, and then one for L:
	   the first one's address shows */
	TODO,
	/* and then one for B is opened and closed: it shows */
	TODO,
	/* a window for L is open, and a spinlock is held: the
	   preemption count */
	TODO,
	/* the address of KM_USER1 minus that of KM_USER0 */
	TODO,
	/* the count while the handler's window is open, without what the
	   interrupt itself adds to it */
	TODO,
	/* then the task reads through its KM_USER0: it finds */
	TODO,
	/* and stores a Z through its KM_USER1: B's frame now has */
	TODO,
	/* a window is open, and 64 bytes are copied to a program: 16 into
	   a page that is there, 48 into one never touched: are left */
	TODO,
	/* kmap of A twice, and kunmap twice: the number of its place */
	TODO,
	/* and its address shows */
	TODO,
	/* right behind a flush, 512 pages are mapped and given back one
	   after the other, and all of that ten times: flushes */
	TODO,
	/* B is mapped, and others are mapped and given back until the pool
	   is flushed: the number of B's place */
	TODO,
};
