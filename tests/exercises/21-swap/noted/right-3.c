/* SPDX-License-Identifier: GPL-2.0-only */
/* Page by page from the address's page on; the bytes are moved by the processor, and it is said twice. */
#include <linux/highmem.h>
#include <linux/mm.h>

static void move(void *to, const void *from, u32 n)
{
	asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
}

u32 store_by_frames(struct mm_struct *mm, u32 at, const void *from, u32 n)
{
	u32 page_of = at & ~(PAGE_SIZE - 1), first, end;
	struct page *page;

	for (; page_of < at + n; page_of += PAGE_SIZE) {
		if (get_user_pages(NULL, mm, page_of, 1, true, false, &page, NULL) != 1)
			return page_of > at ? page_of - at : 0;
		first = page_of > at ? 0 : at - page_of;
		end = at + n - page_of;
		if (end > PAGE_SIZE)
			end = PAGE_SIZE;
		set_page_dirty_lock(page);
		move((char *)kmap(page) + first, (const char *)from + (page_of + first - at), end - first);
		set_page_dirty_lock(page);
		kunmap(page);
		put_page(page);
	}
	return n;
}
