/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/fixmap.h>
#include <linux/mm.h>
#include <linux/preempt.h>

/*
 * An address for a page until __kunmap_atomic; the preemption count
 * is raised. A page of highmem takes the lowest free slot, and is a
 * bug if there is none. The caller holds the page. From anywhere.
 */
void *__kmap_atomic(struct page *page)
{
	return NULL;
}

/*
 * Gives back what has this address, of any byte of the page. Of the
 * slots only the last one taken may be given back; it is empty then.
 */
void __kunmap_atomic(void *address)
{
}
