/* SPDX-License-Identifier: GPL-2.0-only */
/* Rows and offsets move along; the window to copy from is opened first. */
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/string.h>

static u32 min3(u32 a, u32 b, u32 c)
{
	u32 least = a < b ? a : b;

	return least < c ? least : c;
}

u32 copy_pages(struct page *const to[], u32 to_offset, struct page *const from[], u32 from_offset, u32 n)
{
	u32 left = n;

	while (left && *to) {
		u32 now = min3(left, PAGE_SIZE - to_offset, PAGE_SIZE - from_offset);
		char *source = *from ? kmap_atomic(*from, KM_USER0) : NULL;
		char *target = kmap_atomic(*to, KM_USER1);

		if (source) {
			memcpy(target + to_offset, source + from_offset, now);
			kunmap_atomic(source, KM_USER0);
		} else {
			memset(target + to_offset, 0, now);
		}
		kunmap_atomic(target, KM_USER1);
		left -= now;
		to_offset += now;
		from_offset += now;
		if (to_offset == PAGE_SIZE) {
			to_offset = 0;
			to++;
		}
		if (from_offset == PAGE_SIZE) {
			from_offset = 0;
			from++;
		}
	}
	return n - left;
}
