/* SPDX-License-Identifier: GPL-2.0-only */
/* One loop, which goes from place to place as the chapter's does; whether a flush is worth its price is counted. */
#include <linux/types.h>

#define PLACES 8

struct pool {
	u32 page[PLACES], count[PLACES], next;
};

void flush_places(void);
void wait_for_place(void);
void wake_waiters(void);

static bool has_place(const struct pool *pool, u32 page, u32 *place)
{
	for (*place = 0; *place < PLACES; ++*place)
		if (pool->page[*place] == page)
			return true;
	return false;
}

static u32 forget(struct pool *pool)
{
	u32 n, forgotten = 0;

	for (n = 0; n < PLACES; n++) {
		if (pool->count[n] != 1)
			continue;
		pool->page[n] = 0;
		pool->count[n] = 0;
		forgotten++;
	}
	return forgotten;
}

u32 take_place(struct pool *pool, u32 page)
{
	u32 n;

	for (;;) {
		if (has_place(pool, page, &n)) {
			pool->count[n] += 1;
			return n;
		}
		if (pool->next == PLACES) {
			if (forget(pool)) {
				flush_places();
				pool->next = 0;
			} else {
				wait_for_place();
			}
			continue;
		}
		n = pool->next++;
		if (pool->count[n] == 0) {
			pool->page[n] = page;
			pool->count[n] = 2;
			return n;
		}
	}
}

void give_place(struct pool *pool, u32 place)
{
	pool->count[place] -= 1;
	if (pool->count[place] < 2)
		wake_waiters();
}
