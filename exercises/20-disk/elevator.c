/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include <linux/list.h>

#define PATIENCE 8

struct request {
	struct list_head queuelist;
	u32 sector, nr_sectors;	/* the first; how many, at least 1 */
	u32 passed;		/* how often it was overtaken */
};

/*
 * Puts rq into a queue of requests, whose first one is under way:
 * in the order of one sweep upwards from there, but nobody is
 * overtaken more than PATIENCE times, nor by who shares a sector
 * with him. Interrupts are off; does not sleep. Linux has several
 * of these; drivers/block/deadline-iosched.c sorts in one direction.
 */
void elevator_add(struct list_head *queue, struct request *rq)
{
}
