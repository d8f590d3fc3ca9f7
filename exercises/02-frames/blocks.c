/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/mmzone.h>

/*
 * free_block: page is the first of 2^order frames that nobody
 * holds and that are in no free block. Merges them with their
 * buddy while that is a free block of the same order, below 10.
 * alloc_block: takes 2^order frames, in a row and aligned, out of
 * the smallest free block that has so many, and frees the rest of
 * it. Returns the first of them; NULL if there is no such block.
 * Both keep PG_buddy, private, the lists and free_pages in step.
 */
void free_block(struct zone *zone, struct page *page, unsigned order)
{
}

struct page *alloc_block(struct zone *zone, unsigned order)
{
	return NULL;
}
