/* SPDX-License-Identifier: GPL-2.0-only */
/* Without the functions of list.h: every pointer by hand. */
#include <linux/list.h>
#include <linux/types.h>

struct runnable {
	struct list_head run_list;
	u32 time_slice;
};
struct run_queue { struct list_head active, expired; };

void put_task(struct run_queue *q, struct runnable *task, u32 share)
{
	struct list_head *head = task->time_slice ? &q->active : &q->expired;
	struct list_head *last = head->prev, *entry = &task->run_list;

	task->time_slice += task->time_slice ? 0 : share;
	entry->prev = last;
	entry->next = head;
	last->next = head->prev = entry;
}

struct runnable *take_task(struct run_queue *q)
{
	struct list_head *a = &q->active, *e = &q->expired, *entry;

	if (a->next == a && e->next != e) {
		a->next = e->next;
		a->prev = e->prev;
		a->next->prev = a->prev->next = a;
		e->next = e->prev = e;
	}
	entry = a->next;
	if (entry == a)
		return (void *)0;
	a->next = entry->next;
	a->next->prev = a;
	entry->next = entry->prev = entry;
	return (struct runnable *)entry;
}
