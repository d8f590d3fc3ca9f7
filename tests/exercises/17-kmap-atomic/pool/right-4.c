/* SPDX-License-Identifier: GPL-2.0-only */
/* By pointers. The flush makes the pages go first, and the numbers when it is over. */
#include <linux/types.h>

#define PLACES 8

struct pool {
	u32 page[PLACES], count[PLACES], next;
};

void flush_places(void);
void wait_for_place(void);
void wake_waiters(void);

static u32 *find(u32 *from, u32 *end, u32 what)
{
	while (from < end && *from != what)
		from++;
	return from;
}

static bool flush(struct pool *pool)
{
	u32 *end = pool->count + PLACES, *at;

	if (find(pool->count, end, 1) == end)
		return false;
	for (at = pool->count; at < end; at++)
		if (*at == 1)
			pool->page[at - pool->count] = 0;
	flush_places();
	while ((at = find(pool->count, end, 1)) < end)
		*at = 0;
	pool->next = 0;
	return true;
}

u32 take_place(struct pool *pool, u32 page)
{
	u32 *end = pool->count + PLACES;
	u32 *at = find(pool->page, pool->page + PLACES, page);

	while (at == pool->page + PLACES) {
		u32 *free = find(pool->count + pool->next, end, 0);

		if (free < end) {
			at = pool->page + (free - pool->count);
			*at = page;
			*free = 1;
			pool->next = (u32)(free - pool->count) + 1;
		} else if (!flush(pool)) {
			wait_for_place();
			at = find(pool->page, pool->page + PLACES, page);
		}
	}
	pool->count[at - pool->page]++;
	return (u32)(at - pool->page);
}

void give_place(struct pool *pool, u32 place)
{
	u32 *count = &pool->count[place];

	switch (--*count) {
	case 1:
		wake_waiters();
	}
}
