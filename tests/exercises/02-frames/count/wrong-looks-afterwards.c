/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: another processor: the answer is true, but another processor was the last to let go */
#include <linux/mm.h>

#define TOO_MANY 0x7fffffff

u32 cmpxchg(volatile u32 *at, u32 old, u32 new);
void bad_page(struct page *page);

bool get_page_unless_zero(struct page *page)
{
	u32 count = page_count(page), was;

	if (PageReserved(page))
		return true;
	for (; count && count < TOO_MANY; count = was) {
		was = cmpxchg(&page->_count.counter, count, count + 1);
		if (was == count)
			return true;
	}
	return false;
}

bool page_ref_dec_and_test(struct page *page)
{
	u32 count = page_count(page), was;

	if (PageReserved(page))
		return false;
	for (; count; count = was) {
		was = cmpxchg(&page->_count.counter, count, count - 1);
		if (was == count)
			return atomic_read(&page->_count) == 0;
	}
	bad_page(page);
	return false;
}
