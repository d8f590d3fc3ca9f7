/* SPDX-License-Identifier: GPL-2.0-only */
/* Newest in front, as the list likes it; the oldest is before the head. Looks at words first. */
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/string.h>

u8 *reach(struct page *page);
void leave(void);
void bad_free(struct page *page);
void bad_write(struct page *page, u32 at);

static struct list_head waiting;

static u32 first_written(const u8 *bytes)
{
	const u32 *words = (const u32 *)bytes, pattern = POISON_FREE * 0x01010101U;
	u32 at;

	for (at = 0; at < PAGE_SIZE && words[at / 4] == pattern; at += 4)
		;
	while (at < PAGE_SIZE && bytes[at] == POISON_FREE)
		at++;
	return at;
}

void free_frame(struct page *page)
{
	if (!waiting.next)
		INIT_LIST_HEAD(&waiting);
	if (page->flags & PG_reserved || atomic_read(&page->_count) == 0) {
		bad_free(page);
	} else {
		atomic_dec_and_test(&page->_count);
		list_add(&page->lru, &waiting);
		memset(reach(page), POISON_FREE, PAGE_SIZE);
		leave();
	}
}

struct page *alloc_frame(void)
{
	struct list_head *last = waiting.prev;

	for (; last && last != &waiting; last = waiting.prev) {
		struct page *page = list_entry(last, struct page, lru);
		u8 *bytes = reach(page);
		u32 at = first_written(bytes);

		list_del(last);
		if (at == PAGE_SIZE) {
			memset(bytes, POISON_INUSE, PAGE_SIZE);
			leave();
			atomic_inc(&page->_count);
			return page;
		}
		bad_write(page, at);
		leave();
	}
	return NULL;
}
