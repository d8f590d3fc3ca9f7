/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/string.h>

/*
 * alloc_frame: the frame that was freed longest ago, every byte
 * POISON_INUSE, with a count of 1; NULL if there is none.
 * free_frame: its count is 1, or 0 if it is free already. Changes
 * bytes, count and lru of the frame that is freed or handed out,
 * and lru of others in the queue. At first no frame is free.
 */
u8 *reach(struct page *page);	/* its bytes, until leave() */
void leave(void);
/* free_frame was given a frame that is free, or reserved. */
void bad_free(struct page *page);
/* Byte `at` of a free frame, from 0, was written; the lowest. */
void bad_write(struct page *page, u32 at);

void free_frame(struct page *page)
{
}

struct page *alloc_frame(void)
{
	return NULL;
}
