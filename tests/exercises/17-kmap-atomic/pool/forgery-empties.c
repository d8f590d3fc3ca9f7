/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: a number is wrong */
/* A pool that was never used has a place for everybody. */
#include <linux/types.h>

#define PLACES 8

struct pool {
	u32 page[PLACES], count[PLACES], next;
};

void flush_places(void);
void wait_for_place(void);
void wake_waiters(void);

u32 take_place(struct pool *pool, u32 page)
{
	u32 n, place = 0;

	for (n = 0; n < PLACES; n++) {
		if (pool->page[n] == page)
			place = n;
		pool->page[n] = pool->count[n] = 0;
	}
	pool->page[place] = page;
	pool->count[place] = 2;
	pool->next = place + 1;
	return place;
}

void give_place(struct pool *pool, u32 place)
{
	pool->next = 0;
	pool->count[place] = 0;
	wake_waiters();
}
