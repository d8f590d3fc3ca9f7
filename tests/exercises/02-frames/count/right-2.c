/* SPDX-License-Identifier: GPL-2.0-only */
/* Tries first with what it saw, and calls itself when somebody was faster. */
#include <linux/mm.h>

u32 cmpxchg(volatile u32 *at, u32 old, u32 new);
void bad_page(struct page *page);

static bool get_from(struct page *page, u32 seen)
{
	u32 found;

	if (seen == 0 || (s32)(seen + 1) < 0 || (s32)seen < 0)
		return false;
	found = cmpxchg(&page->_count.counter, seen, seen + 1);
	return found == seen ? true : get_from(page, found);
}

static bool drop_from(struct page *page, u32 seen)
{
	u32 found;

	if (!seen) {
		bad_page(page);
		return false;
	}
	found = cmpxchg(&page->_count.counter, seen, seen - 1);
	if (found != seen)
		return drop_from(page, found);
	return seen - 1 == 0;
}

bool get_page_unless_zero(struct page *page)
{
	return PageReserved(page) ? true : get_from(page, atomic_read(&page->_count));
}

bool page_ref_dec_and_test(struct page *page)
{
	return PageReserved(page) ? false : drop_from(page, atomic_read(&page->_count));
}
