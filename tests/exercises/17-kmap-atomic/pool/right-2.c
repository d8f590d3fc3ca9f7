/* SPDX-License-Identifier: GPL-2.0-only */
/* Before next no place is free, so the search may begin at 0 each time. It calls itself when something has changed. */
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
	u32 n, unused = 0;

	for (n = 0; n < PLACES; n++)
		if (pool->page[n] == page) {
			pool->count[n]++;
			return n;
		}
	for (n = 0; n < PLACES; n++)
		if (!pool->count[n]) {
			pool->page[n] = page;
			pool->count[n] = 2;
			pool->next = n + 1;
			return n;
		}
	for (n = 0; n < PLACES; n++)
		unused += pool->count[n] == 1;
	if (!unused) {
		wait_for_place();
		return take_place(pool, page);
	}
	for (n = 0; n < PLACES; n++)
		if (pool->count[n] == 1)
			pool->page[n] = pool->count[n] = 0;
	flush_places();
	return take_place(pool, page);
}

void give_place(struct pool *pool, u32 place)
{
	u32 left = pool->count[place] - 1;

	pool->count[place] = left;
	if (left == 1)
		wake_waiters();
}
