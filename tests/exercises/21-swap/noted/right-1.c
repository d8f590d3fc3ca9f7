/* SPDX-License-Identifier: GPL-2.0-only */
/* Eight pages at once, each noted while it still has an address, and all let go of at the end. */
#include <linux/highmem.h>
#include <linux/mm.h>

enum { BATCH = 8 };

u32 store_by_frames(struct mm_struct *mm, u32 at, const void *from, u32 n)
{
	const char *bytes = from;
	struct page *page[BATCH];
	u32 done = 0, want, i, k, size;
	int got;

	while (done < n) {
		want = ((at + done) % PAGE_SIZE + n - done + PAGE_SIZE - 1) / PAGE_SIZE;
		if (want > BATCH)
			want = BATCH;
		got = get_user_pages(NULL, mm, at + done, want, true, false, page, NULL);
		if (got <= 0)
			break;
		for (i = 0; i < (u32)got; i++) {
			char *to = (char *)kmap(page[i]) + (at + done) % PAGE_SIZE;

			size = PAGE_SIZE - (at + done) % PAGE_SIZE;
			size = size < n - done ? size : n - done;
			for (k = 0; k < size; k++)
				to[k] = *bytes++;
			done += size;
			set_page_dirty_lock(page[i]);
			kunmap(page[i]);
		}
		while (got)
			put_page(page[--got]);
		if (i < want)
			break;
	}
	return done;
}
