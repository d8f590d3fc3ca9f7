/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: written after free: is handed out, though its byte */
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/string.h>

u8 *reach(struct page *page);
void leave(void);
void bad_free(struct page *page);
void bad_write(struct page *page, u32 at);

static struct list_head queue = { &queue, &queue };

void free_frame(struct page *page)
{
	if (PageReserved(page) || !page_count(page)) {
		bad_free(page);
		return;
	}
	atomic_set(&page->_count, 0);
	memset(reach(page), POISON_FREE, PAGE_SIZE);
	leave();
	list_add(&page->lru, queue.prev);
}

struct page *alloc_frame(void)
{
	while (!list_empty(&queue)) {
		struct page *page = list_entry(queue.next,
					       struct page, lru);
		u8 *bytes = reach(page);
		u32 at = 0;

		list_del(&page->lru);
		while (at < 4 && bytes[at] == POISON_FREE)
			at++;
		if (at == 4)
			memset(bytes, POISON_INUSE, PAGE_SIZE);
		leave();
		if (at == 4) {
			atomic_set(&page->_count, 1);
			return page;
		}
		bad_write(page, at);
	}
	return NULL;
}
