/* SPDX-License-Identifier: GPL-2.0-only */
/* By the pages to copy to, and pieces within each of them. */
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/string.h>

static void piece(struct page *to, u32 at, struct page *from, u32 offset, u32 n)
{
	void *t = kmap_atomic(to, KM_USER0);
	void *f = from ? kmap_atomic(from, KM_USER1) : NULL;

	if (f)
		memcpy((char *)t + at, (char *)f + offset, n);
	else
		memset((char *)t + at, 0, n);
	if (f)
		kunmap_atomic(f, KM_USER1);
	kunmap_atomic(t, KM_USER0);
}

u32 copy_pages(struct page *const to[], u32 to_offset, struct page *const from[], u32 from_offset, u32 n)
{
	u32 end = to_offset + n, at = to_offset, where = from_offset, stop;

	while (at < end) {
		struct page *page = to[at >> PAGE_SHIFT];
		u32 page_end = (at | (PAGE_SIZE - 1)) + 1;

		if (!page)
			return at - to_offset;
		if (page_end > end)
			page_end = end;
		while (at < page_end) {
			stop = at + PAGE_SIZE - where % PAGE_SIZE;
			if (stop > page_end)
				stop = page_end;
			piece(page, at % PAGE_SIZE, from[where >> PAGE_SHIFT], where % PAGE_SIZE, stop - at);
			where += stop - at;
			at = stop;
		}
	}
	return n;
}
