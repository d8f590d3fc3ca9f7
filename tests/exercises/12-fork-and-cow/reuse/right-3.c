/* SPDX-License-Identifier: GPL-2.0-only */
/* Step by step; a second holder is seen by the first. */
#include <linux/mm.h>

bool copy_at_store(const struct page *page, u32 mapped)
{
	if (PageReserved(page))
		return true;
	if (mapped == 1)
		return false;
	return true;
}

bool copy_at_fork(const struct page *page, u32 mapped)
{
	if (PageReserved(page))
		return false;
	if (page_count(page) == mapped)
		return false;
	return true;
}

bool copy_at_hold(const struct page *page, u32 mapped)
{
	if (PageReserved(page))
		return true;
	if (page_count(page) != mapped)
		return false;	/* a second holder */
	return mapped != 1;
}
