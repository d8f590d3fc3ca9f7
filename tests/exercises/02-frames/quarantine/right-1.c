/* SPDX-License-Identifier: GPL-2.0-only */
/* A singly linked queue: lru.next of a frame is the next one's, and nothing else is used. */
#include <linux/mm.h>
#include <linux/poison.h>

u8 *reach(struct page *page);
void leave(void);
void bad_free(struct page *page);
void bad_write(struct page *page, u32 at);

static struct list_head *oldest, **end = &oldest;

void free_frame(struct page *page)
{
	u8 *byte;
	int i;

	if (page_count(page) != 1 || PageReserved(page)) {
		bad_free(page);
		return;
	}
	byte = reach(page);
	for (i = 0; i < PAGE_SIZE; i++)
		*byte++ = POISON_FREE;
	leave();
	page->_count.counter = 0;
	page->lru.next = NULL;
	*end = &page->lru;
	end = &page->lru.next;
}

struct page *alloc_frame(void)
{
	struct page *page;
	u32 written, at;
	u8 *bytes;

	if (!oldest)
		return NULL;
	page = list_entry(oldest, struct page, lru);
	oldest = page->lru.next;
	if (!oldest)
		end = &oldest;
	bytes = reach(page);
	written = PAGE_SIZE;
	for (at = PAGE_SIZE; at-- > 0; )
		if (bytes[at] != POISON_FREE)
			written = at;
	for (at = 0; written == PAGE_SIZE && at < PAGE_SIZE; at++)
		bytes[at] = POISON_INUSE;
	leave();
	if (written == PAGE_SIZE) {
		page->_count.counter++;
		return page;
	}
	bad_write(page, written);
	return alloc_frame();
}
