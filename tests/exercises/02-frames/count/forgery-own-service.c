/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: the count changes, but not by cmpxchg */
#include <linux/mm.h>

/* Brings its own cmpxchg: as good as the processor's, and nobody can come in between. */
static u32 cmpxchg(volatile u32 *at, u32 old, u32 new)
{
	asm volatile("lock; cmpxchgl %2, %1" : "+a"(old), "+m"(*at) : "r"(new) : "memory");
	return old;
}

bool get_page_unless_zero(struct page *page)
{
	u32 count = page_count(page);

	return count && cmpxchg(&page->_count.counter, count, count + 1) == count;
}

bool page_ref_dec_and_test(struct page *page)
{
	u32 count = page_count(page);

	return cmpxchg(&page->_count.counter, count, count - 1) == 1;
}
