/* SPDX-License-Identifier: GPL-2.0-only */
/* It takes the first expired one by calling itself, when they have changed over backwards. */
#include <linux/list.h>
#include <linux/types.h>

struct runnable {
	struct list_head run_list;
	u32 time_slice;
};
struct run_queue { struct list_head active, expired; };

void put_task(struct run_queue *q, struct runnable *task, u32 share)
{
	struct list_head *heads[] = { &q->expired, &q->active };

	list_add(&task->run_list, heads[task->time_slice != 0]->prev);
	if (task->time_slice == 0)
		task->time_slice = share;
}

struct runnable *take_task(struct run_queue *q)
{
	struct runnable *task;

	if (q->active.next != &q->active) {
		task = list_entry(q->active.next, struct runnable, run_list);
		list_del(q->active.next);
		INIT_LIST_HEAD(&task->run_list);
		return task;
	}
	if (q->expired.prev == &q->expired)
		return 0;
	while (q->expired.prev != &q->expired) {
		struct list_head *last = q->expired.prev;

		list_del(last);
		list_add(last, &q->active);
	}
	return take_task(q);
}
