/* SPDX-License-Identifier: GPL-2.0-only */
/* One table of moments and kinds of page. */
#include <linux/mm.h>

enum { ALONE, HELD, SHARED, ZEROS };

static const bool table[3][4] = {
	/* ALONE, HELD, SHARED, ZEROS */
	{ false, false, true, true },
	{ false, true, false, false },
	{ false, false, true, true },
};

static int kind(const struct page *page, u32 mapped)
{
	if (page->flags & PG_reserved)
		return ZEROS;
	if (mapped > 1)
		return SHARED;
	return atomic_read(&page->_count) == 1 ? ALONE : HELD;
}

bool copy_at_store(const struct page *page, u32 mapped)
{
	return table[0][kind(page, mapped)];
}

bool copy_at_fork(const struct page *page, u32 mapped)
{
	return table[1][kind(page, mapped)];
}

bool copy_at_hold(const struct page *page, u32 mapped)
{
	return table[2][kind(page, mapped)];
}
