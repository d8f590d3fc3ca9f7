/* SPDX-License-Identifier: GPL-2.0-only */
/* It stands at the end first, and changes places with one after the other. */
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
	struct request *up, *first;

	list_add(&rq->queuelist, queue->prev);
	rq->passed = 0;
	first = list_entry(queue->next, struct request, queuelist);
	for (;;) {
		s32 arm = first->sector + first->nr_sectors, new, old;

		up = list_entry(rq->queuelist.prev, struct request, queuelist);
		if (rq == first || up == first || up->passed >= PATIENCE)
			return;
		new = (s32)rq->sector - arm;
		old = (s32)up->sector - arm;
		if ((new < 0) == (old < 0) ? new >= old : new < 0)
			return;
		if (rq->sector < up->sector + up->nr_sectors && up->sector < rq->sector + rq->nr_sectors)
			return;
		list_del(&rq->queuelist);
		list_add(&rq->queuelist, up->queuelist.prev);
		up->passed++;
	}
}
