/* SPDX-License-Identifier: GPL-2.0-only */
/* The exported names are aliases of functions that come in through a table, and cmpxchg is called through a pointer. */
#include <linux/mm.h>

typedef u32 swap_function(volatile u32 *at, u32 old, u32 new);

extern swap_function swap asm("cmpxchg");
void bad_page(struct page *page);

static swap_function *volatile const by = swap;

static u32 up(u32 seen)
{
	return seen - 1 < 0x7ffffffe ? seen + 1 : seen;
}

static u32 down(u32 seen)
{
	return seen ? seen - 1 : 0;
}

/* What the count was when it was changed, or when it could not be. */
static u32 apply(struct page *page, u32 (*step)(u32))
{
	u32 was = page_count(page), old = ~was;

	while (old != was && step(was) != was) {
		old = was;
		was = by(&page->_count.counter, old, step(old));
	}
	return was;
}

static bool get(struct page *page)
{
	u32 was;

	if (page->flags & PG_reserved)
		return true;
	was = apply(page, up);
	return up(was) != was;
}

static bool drop(struct page *page)
{
	u32 was = 2;

	if (!(page->flags & PG_reserved) && !(was = apply(page, down)))
		bad_page(page);
	return was == 1;
}

bool get_page_unless_zero(struct page *page) __attribute__((alias("get")));
bool page_ref_dec_and_test(struct page *page) __attribute__((alias("drop")));
