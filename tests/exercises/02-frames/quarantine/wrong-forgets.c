/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: freed twice: the answer is NULL, and frame */
/* A ring of ten frames, in which one place is given up whenever a free is refused. */
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/string.h>

u8 *reach(struct page *page);
void leave(void);
void bad_free(struct page *page);
void bad_write(struct page *page, u32 at);

static struct page *ring[16];
static u32 first, next;

void free_frame(struct page *page)
{
	ring[next++ % 16] = page;
	if (PageReserved(page) || !page_count(page)) {
		bad_free(page);
		next -= 2;
		return;
	}
	memset(reach(page), POISON_FREE, PAGE_SIZE);
	leave();
	atomic_set(&page->_count, 0);
}

struct page *alloc_frame(void)
{
	while (first < next) {
		struct page *page = ring[first++ % 16];
		u8 *bytes = reach(page);
		u32 at = 0;

		while (at < PAGE_SIZE && bytes[at] == POISON_FREE)
			at++;
		if (at == PAGE_SIZE)
			memset(bytes, POISON_INUSE, PAGE_SIZE);
		leave();
		if (at == PAGE_SIZE) {
			atomic_set(&page->_count, 1);
			return page;
		}
		bad_write(page, at);
	}
	return NULL;
}
