/* SPDX-License-Identifier: GPL-2.0-only */
/* From the front: the last one that must stay before the new one; then all behind it have been overtaken. */
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
	struct request *r, *last = NULL;
	bool counts = false;
	u32 arm = 0;

	list_for_each_entry(r, queue, queuelist) {
		if (!last) {
			arm = r->sector + r->nr_sectors;
			last = r;
			continue;
		}
		if (r->sector - arm <= rq->sector - arm || r->passed >= PATIENCE)
			last = r;
		else if (r->sector + r->nr_sectors > rq->sector && rq->sector + rq->nr_sectors > r->sector)
			last = r;
	}
	rq->passed = 0;
	list_add(&rq->queuelist, last ? &last->queuelist : queue);
	list_for_each_entry(r, queue, queuelist) {
		if (counts)
			r->passed++;
		if (r == rq)
			counts = true;
	}
}
