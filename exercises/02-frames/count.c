/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/mm.h>

/*
 * get_page_unless_zero: one holder more, and true. False, and the
 * count as it is, if it is 0, or 0x7fffffff or above.
 * page_ref_dec_and_test: one holder less; true if it was the last.
 * If the count is 0: bad_page(page), false, and it stays 0.
 * A reserved page: true, and false; its count is left alone.
 */

/* In one step: if *at is old, it becomes new. Returns what it was. */
u32 cmpxchg(volatile u32 *at, u32 old, u32 new);
void bad_page(struct page *page);

bool get_page_unless_zero(struct page *page)
{
	return false;
}

bool page_ref_dec_and_test(struct page *page)
{
	return false;
}
