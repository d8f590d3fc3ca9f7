/* SPDX-License-Identifier: GPL-2.0-only */
/* By recursion, a page a call; the note is the inline one. */
#include <linux/highmem.h>
#include <linux/mm.h>

u32 store_by_frames(struct mm_struct *mm, u32 at, const void *from, u32 n)
{
	u32 room = PAGE_SIZE - (at & (PAGE_SIZE - 1)), size = n < room ? n : room;
	const char *bytes = from;
	struct page *page;
	volatile char *to;

	if (!n || get_user_pages(NULL, mm, at, 1, true, false, &page, NULL) < 1)
		return 0;
	to = kmap(page);
	to += at & (PAGE_SIZE - 1);
	for (room = size; room--; )
		to[room] = bytes[room];
	kunmap(page);
	set_page_dirty(page);
	put_page(page);
	return size + (size < n ? store_by_frames(mm, at + size, bytes + size, n - size) : 0);
}
