/* SPDX-License-Identifier: GPL-2.0-only */
/* A queue out of two stacks: frames go onto one, come off the other, and are turned over when that is empty. A nested function does the bytes. */
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/string.h>

u8 *reach(struct page *page);
void leave(void);
void bad_free(struct page *page);
void bad_write(struct page *page, u32 at);

static struct page *in, *out;

static struct page *below(struct page *page)
{
	return (struct page *)page->lru.prev;
}

static void push(struct page **stack, struct page *page)
{
	page->lru.prev = (struct list_head *)*stack;
	*stack = page;
}

static struct page *pop(struct page **stack)
{
	struct page *top = *stack;

	if (top)
		*stack = below(top);
	return top;
}

void free_frame(struct page *page)
{
	if (PageReserved(page) || !page_count(page) || !put_page_testzero(page)) {
		bad_free(page);
		return;
	}
	push(&in, page);
	memset(reach(page), POISON_FREE, PAGE_SIZE);
	leave();
}

struct page *alloc_frame(void)
{
	struct page *page;
	u64 *bytes = NULL;
	u32 at;

	u32 first(const u8 pattern)
	{
		const u64 all = pattern * 0x0101010101010101ULL;
		u32 i = 0;

		while (i < PAGE_SIZE / 8 && bytes[i] == all)
			i++;
		if (i < PAGE_SIZE / 8)
			return i * 8 + (bytes[i] << 32 == all << 32 ? 4 + __builtin_ctz((bytes[i] ^ all) >> 32) / 8 : __builtin_ctz(bytes[i] ^ all) / 8);
		return PAGE_SIZE;
	}

	for (;;) {
		if (!out)
			while ((page = pop(&in)))
				push(&out, page);
		page = pop(&out);
		if (!page)
			return page;
		bytes = (u64 *)reach(page);
		at = first(POISON_FREE);
		if (at == PAGE_SIZE)
			memset(bytes, POISON_INUSE, at);
		leave();
		if (at == PAGE_SIZE)
			break;
		bad_write(page, at);
	}
	page->_count = (atomic_t){ 1 };
	return page;
}
