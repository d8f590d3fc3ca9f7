/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: the queue is another */
/* The chapter's queue: everybody in the order in which they come. */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include <linux/list.h>

#define PATIENCE 8

struct request {
	struct list_head queuelist;
	u32 sector, nr_sectors;
	u32 passed;
};

void elevator_add(struct list_head *queue, struct request *rq)
{
	rq->passed = 0;
	list_add(&rq->queuelist, queue->prev);
}
