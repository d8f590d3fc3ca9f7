/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/list.h>
#include <linux/types.h>

struct runnable {
	struct list_head run_list;
	u32 time_slice;			/* ticks left */
};
struct run_queue { struct list_head active, expired; };

/*
 * put_task: task is in no list. To the end of active if it has
 * ticks left; else it gets share (above 0) of them, and goes to the
 * end of expired.
 * take_task: takes the first of active out, and its entry points to
 * itself. If there is none, all of expired become active before, in
 * their order. NULL: there was nobody.
 */
void put_task(struct run_queue *q, struct runnable *task, u32 share)
{
}

struct runnable *take_task(struct run_queue *q)
{
	return NULL;
}
