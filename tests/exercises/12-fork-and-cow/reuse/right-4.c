/* SPDX-License-Identifier: GPL-2.0-only */
/* The flag and the numbers become one word, and each answer is a comparison of it. */
#include <linux/mm.h>

static u32 word(const struct page *page, u32 mapped)
{
	if (PageReserved(page))
		return 0;
	return mapped << 16 | (u32)page_count(page);
}

static bool asks_for_its_own(u32 it)
{
	return it >> 16 != 1;
}

bool copy_at_store(const struct page *page, u32 mapped)
{
	return asks_for_its_own(word(page, mapped));
}

bool copy_at_hold(const struct page *page, u32 mapped)
{
	return asks_for_its_own(word(page, mapped));
}

bool copy_at_fork(const struct page *page, u32 mapped)
{
	u32 it = word(page, mapped);

	return (it >> 16) != (it & 0xFFFF);
}
