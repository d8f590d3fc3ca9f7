/* SPDX-License-Identifier: GPL-2.0-only */
/* Sets of places are bits: where the page is, which are free, which nobody uses. */
#include <linux/types.h>

#define PLACES 8

struct pool {
	u32 page[PLACES], count[PLACES], next;
};

void flush_places(void);
void wait_for_place(void);
void wake_waiters(void);

static u32 with_count(const struct pool *pool, u32 count)
{
	u32 n, set = 0;

	for (n = 0; n < PLACES; n++)
		set |= (u32)(pool->count[n] == count) << n;
	return set;
}

static u32 with_page(const struct pool *pool, u32 page)
{
	u32 n, set = 0;

	for (n = PLACES; n--; )
		set = set << 1 | (pool->page[n] == page);
	return set;
}

u32 take_place(struct pool *pool, u32 page)
{
	u32 set, unused, n;

again:
	set = with_page(pool, page);
	if (set) {
		n = (u32)__builtin_ctz(set);
		pool->count[n]++;
		return n;
	}
	set = with_count(pool, 0) & ~0U << pool->next;
	unused = with_count(pool, 1);
	if (!set && !unused) {
		wait_for_place();
		goto again;
	}
	if (!set) {
		for (n = 0; n < PLACES; n++)
			if (unused >> n & 1)
				pool->page[n] = 0, pool->count[n] = 0;
		flush_places();
		set = with_count(pool, 0);
	}
	n = (u32)__builtin_ctz(set);
	pool->page[n] = page;
	pool->count[n] = 2;
	pool->next = n + 1;
	return n;
}

void give_place(struct pool *pool, u32 place)
{
	if (pool->count[place]-- == 2)
		wake_waiters();
}
