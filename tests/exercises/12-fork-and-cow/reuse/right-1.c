/* SPDX-License-Identifier: GPL-2.0-only */
/* The holders of each kind are numbers first. */
#include <linux/mm.h>

static u32 for_kernel(const struct page *page, u32 mapped)
{
	return PageReserved(page) ? 0 : page_count(page) - mapped;
}

static u32 other_entries(const struct page *page, u32 mapped)
{
	return PageReserved(page) ? 1 : mapped - 1;
}

bool copy_at_store(const struct page *page, u32 mapped)
{
	return other_entries(page, mapped) != 0;
}

bool copy_at_fork(const struct page *page, u32 mapped)
{
	return for_kernel(page, mapped) != 0;
}

bool copy_at_hold(const struct page *page, u32 mapped)
{
	return other_entries(page, mapped) != 0;
}
