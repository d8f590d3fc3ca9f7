/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: other offsets: of the piece before, is still open */
/* The window to copy to stays open until its page is full. */
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/string.h>

u32 copy_pages(struct page *const to[], u32 to_offset, struct page *const from[], u32 from_offset, u32 n)
{
	u32 done = 0, piece;
	char *target = NULL, *source;

	while (done < n && *to) {
		if (!target)
			target = kmap_atomic(*to, KM_USER0);
		piece = n - done;
		if (piece > PAGE_SIZE - to_offset)
			piece = PAGE_SIZE - to_offset;
		if (piece > PAGE_SIZE - from_offset)
			piece = PAGE_SIZE - from_offset;
		if (*from) {
			source = kmap_atomic(*from, KM_USER1);
			memcpy(target + to_offset, source + from_offset, piece);
			kunmap_atomic(source, KM_USER1);
		} else {
			memset(target + to_offset, 0, piece);
		}
		done += piece;
		to_offset += piece;
		from_offset += piece;
		if (to_offset == PAGE_SIZE || done == n) {
			kunmap_atomic(target, KM_USER0);
			target = NULL;
			to_offset = 0;
			to++;
		}
		if (from_offset == PAGE_SIZE) {
			from_offset = 0;
			from++;
		}
	}
	return done;
}
