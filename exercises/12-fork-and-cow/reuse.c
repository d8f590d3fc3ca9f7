/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/mm.h>

/*
 * Is a copy needed? mapped of page's holders are entries, those of
 * the asking process and of others; the rest hold it for the kernel.
 * A reserved page is the page of zeros, and its numbers mean
 * nothing. They change nothing. The caller holds page_table_lock.
 */

/* For a process that stores, and whose entry is read-only. */
bool copy_at_store(const struct page *page, u32 mapped)
{
	return false;
}

/* For the child of a process that forks. */
bool copy_at_fork(const struct page *page, u32 mapped)
{
	return false;
}

/* For a process for which the kernel is about to hold the page. */
bool copy_at_hold(const struct page *page, u32 mapped)
{
	return false;
}
