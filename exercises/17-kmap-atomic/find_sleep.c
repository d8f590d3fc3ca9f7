/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/gfp.h>
#include <linux/types.h>

enum { KMAP_ATOMIC, KUNMAP_ATOMIC, SPIN_LOCK, SPIN_UNLOCK,
       IRQ_ENTER, IRQ_EXIT, KMAP, KUNMAP, DOWN_READ, UP_READ,
       COPY_TO_USER, COPY_USER, ALLOC_PAGE, PUT_PAGE, SCHEDULE,
       WAKE_UP };

struct event {
	u32 what;	/* one of these */
	u32 with;	/* type, lock, line, page, flags, ... */
	u32 easy;	/* 1: there was nothing to wait for */
};

/*
 * The first of n events that may sleep while a window, a lock or an
 * interrupt is open, and in *since what began last of these; or n.
 * Reads the trace alone, and takes no lock.
 */
u32 find_sleep(const struct event *trace, u32 n, u32 *since)
{
	return n + 1;
}
