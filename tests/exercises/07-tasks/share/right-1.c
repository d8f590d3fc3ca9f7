/* SPDX-License-Identifier: GPL-2.0-only */
/* The expired ones move one by one. */
#include <linux/list.h>
#include <linux/types.h>

struct runnable {
	struct list_head run_list;
	u32 time_slice;
};
struct run_queue { struct list_head active, expired; };

static void at_the_end(struct list_head *list, struct list_head *entry)
{
	list_add(entry, list->prev);
}

void put_task(struct run_queue *q, struct runnable *task, u32 share)
{
	if (task->time_slice) {
		at_the_end(&q->active, &task->run_list);
		return;
	}
	task->time_slice = share;
	at_the_end(&q->expired, &task->run_list);
}

struct runnable *take_task(struct run_queue *q)
{
	struct list_head *first;

	if (list_empty(&q->active))
		while (!list_empty(&q->expired)) {
			first = q->expired.next;
			list_del(first);
			at_the_end(&q->active, first);
		}
	first = q->active.next;
	if (first == &q->active)
		return 0;
	list_del(first);
	INIT_LIST_HEAD(first);
	return list_entry(first, struct runnable, run_list);
}
