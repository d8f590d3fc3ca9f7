/* SPDX-License-Identifier: GPL-2.0-only */
/* One function for both directions, and a fresh look at the count for each try. */
#include <linux/mm.h>

u32 cmpxchg(volatile u32 *at, u32 old, u32 new);
void bad_page(struct page *page);

/* Adds step to a count from low to high. Returns what it was, or 0 if it is not in between. */
static u32 change(struct page *page, u32 low, u32 high, u32 step)
{
	volatile u32 *at = &page->_count.counter;
	u32 count;

	do {
		count = *at;
		if (count < low || count > high)
			return 0;
	} while (cmpxchg(at, count, count + step) != count);
	return count;
}

bool get_page_unless_zero(struct page *page)
{
	return PageReserved(page) || change(page, 1, 0x7ffffffe, 1);
}

bool page_ref_dec_and_test(struct page *page)
{
	u32 count;

	if (page->flags & PG_reserved)
		return false;
	count = change(page, 1, ~0u, -1);
	if (!count)
		bad_page(page);
	return count == 1;
}
