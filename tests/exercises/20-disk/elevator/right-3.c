/* SPDX-License-Identifier: GPL-2.0-only */
/* By calling itself, from the last one on. */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include <linux/list.h>

#define PATIENCE 8

struct request {
	struct list_head queuelist;
	u32 sector, nr_sectors;
	u32 passed;
};

static u32 floor_of(const struct request *r, const struct request *lift)
{
	u32 from = lift->sector + lift->nr_sectors;

	return r->sector < from ? r->sector + (1u << 28) : r->sector;
}

static void squeeze(struct request *rq, struct request *r, struct request *lift)
{
	u32 a = rq->sector, b = r->sector;

	if (r == lift || floor_of(r, lift) < floor_of(rq, lift) || r->passed > PATIENCE - 1 ||
	    (a <= b ? b - a < rq->nr_sectors : a - b < r->nr_sectors)) {
		list_add(&rq->queuelist, &r->queuelist);
		return;
	}
	r->passed++;
	squeeze(rq, list_entry(r->queuelist.prev, struct request, queuelist), lift);
}

void elevator_add(struct list_head *queue, struct request *rq)
{
	rq->passed = 0;
	if (list_empty(queue))
		list_add(&rq->queuelist, queue);
	else
		squeeze(rq, list_entry(queue->prev, struct request, queuelist), list_entry(queue->next, struct request, queuelist));
}
