/* SPDX-License-Identifier: GPL-2.0-only */
/* A head joins the circle of the expired ones before the other head leaves it. */
#include <linux/list.h>
#include <linux/types.h>

struct runnable {
	struct list_head run_list;
	u32 time_slice;
};
struct run_queue { struct list_head active, expired; };

void put_task(struct run_queue *q, struct runnable *task, u32 share)
{
	if (task->time_slice == 0) {
		task->time_slice = share;
		list_add(&task->run_list, q->expired.prev);
	} else {
		list_add(&task->run_list, q->active.prev);
	}
}

struct runnable *take_task(struct run_queue *q)
{
	struct runnable *first = 0;

	if (list_empty(&q->active)) {
		list_add(&q->active, &q->expired);
		list_del(&q->active);
		if (!list_empty(&q->expired)) {
			q->active = q->expired;
			q->active.next->prev = q->active.prev->next = &q->active;
			INIT_LIST_HEAD(&q->expired);
		} else {
			INIT_LIST_HEAD(&q->active);
		}
	}
	if (!list_empty(&q->active)) {
		first = (struct runnable *)q->active.next;
		list_del(&first->run_list);
		INIT_LIST_HEAD(&first->run_list);
	}
	return first;
}
