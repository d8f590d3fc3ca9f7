/* SPDX-License-Identifier: GPL-2.0-only */
/* The sweep in two halves, and the links by hand. */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include <linux/list.h>

#define PATIENCE 8

struct request {
	struct list_head queuelist;
	u32 sector, nr_sectors;
	u32 passed;
};

static bool is_farther(const struct request *a, const struct request *b, u64 arm)
{
	bool a_comes_back = a->sector < arm, b_comes_back = b->sector < arm;

	if (a_comes_back != b_comes_back)
		return a_comes_back;
	return a->sector > b->sector;
}

static bool apart(const struct request *a, const struct request *b)
{
	return a->sector >= b->sector + b->nr_sectors || b->sector >= a->sector + a->nr_sectors;
}

void elevator_add(struct list_head *queue, struct request *rq)
{
	struct list_head *before = queue->prev, *behind;

	rq->passed = 0;
	if (before != queue) {
		struct request *now = list_entry(queue->next, struct request, queuelist);
		u64 arm = (u64)now->sector + now->nr_sectors;

		while (before != &now->queuelist) {
			struct request *r = list_entry(before, struct request, queuelist);

			if (r->passed == PATIENCE || !apart(r, rq) || !is_farther(r, rq, arm))
				break;
			r->passed += 1;
			before = before->prev;
		}
	}
	behind = before->next;
	rq->queuelist.prev = before;
	rq->queuelist.next = behind;
	before->next = behind->prev = &rq->queuelist;
}
