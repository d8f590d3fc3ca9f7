/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: this is a decision, and no more */
/* Makes the page such that nobody else has it. */
#include <linux/mm.h>

static bool claim(const struct page *page)
{
	struct page *mine = (struct page *)page;

	mine->flags &= ~(u32)PG_reserved;
	atomic_set(&mine->_count, 1);
	return false;
}

bool copy_at_store(const struct page *page, u32 mapped)
{
	return claim(page);
}

bool copy_at_fork(const struct page *page, u32 mapped)
{
	return claim(page);
}

bool copy_at_hold(const struct page *page, u32 mapped)
{
	return claim(page);
}
