/* SPDX-License-Identifier: GPL-2.0-only */
/* Two at a time where there are two, and one where there is one; a structure for what is held. */
#include <linux/highmem.h>
#include <linux/mm.h>

struct piece {
	struct page *page;
	u32 offset, size;
};

static const char *fill(struct piece *p, const char *from)
{
	char *to = kmap(p->page);
	u32 i;

	for (i = p->offset; i < p->offset + p->size; i++)
		to[i] = *from++;
	kunmap(p->page);
	set_page_dirty_lock(p->page);
	return from;
}

u32 store_by_frames(struct mm_struct *mm, u32 at, const void *from, u32 n)
{
	const char *next = from;
	u32 left = n;

	while (left) {
		struct page *page[2];
		struct piece p[2] = { { 0 } };
		bool two = at % PAGE_SIZE + left > PAGE_SIZE;
		int got = get_user_pages(NULL, mm, at, 1 + two, true, false, page, NULL), i;

		if (got < 1)
			return n - left;
		for (i = 0; i < got; i++) {
			p[i].page = page[i];
			p[i].offset = at % PAGE_SIZE;
			p[i].size = PAGE_SIZE - p[i].offset < left ? PAGE_SIZE - p[i].offset : left;
			next = fill(&p[i], next);
			at += p[i].size;
			left -= p[i].size;
			put_page(p[i].page);
		}
		if (got < 1 + two)
			return n - left;
	}
	return n;
}
