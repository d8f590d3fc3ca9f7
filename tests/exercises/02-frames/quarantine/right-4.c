/* SPDX-License-Identifier: GPL-2.0-only */
/* A circle of which only the newest is known: the oldest is the one behind it. Bytes by the processor's string instructions. */
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/poison.h>

u8 *reach(struct page *page);
void leave(void);
void bad_free(struct page *page);
void bad_write(struct page *page, u32 at);

static struct list_head *newest;

static void fill(void *bytes, u8 with)
{
	u32 n = PAGE_SIZE / 4;

	asm volatile("rep stosl" : "+D"(bytes), "+c"(n) : "a"(with * 0x01010101) : "memory");
}

static u32 scan(const void *bytes, u8 for_other_than)
{
	const u8 *at = bytes;
	u32 left = PAGE_SIZE;
	bool differs;

	asm volatile("repe scasb; setne %2"
		     : "+D"(at), "+c"(left), "=q"(differs) : "a"(for_other_than) : "memory", "cc");
	return at - (const u8 *)bytes - differs;
}

void free_frame(struct page *page)
{
	if (page->flags % 2 || !page->_count.counter) {
		bad_free(page);
		return;
	}
	if (newest)
		list_add(&page->lru, newest);
	else
		INIT_LIST_HEAD(&page->lru);
	newest = &page->lru;
	fill(reach(page), POISON_FREE);
	leave();
	page->_count.counter = 0;
}

struct page *alloc_frame(void)
{
	struct page *page;
	void *bytes;
	u32 at;

	if (!newest)
		return NULL;
	page = list_entry(newest->next, struct page, lru);
	if (newest == newest->next)
		newest = NULL;
	else
		list_del(&page->lru);
	bytes = reach(page);
	at = scan(bytes, POISON_FREE);
	if (at != PAGE_SIZE) {
		leave();
		bad_write(page, at);
		return alloc_frame();
	}
	page->_count.counter = 1;
	fill(bytes, POISON_INUSE);
	leave();
	return page;
}
