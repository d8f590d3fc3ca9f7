/* SPDX-License-Identifier: GPL-2.0-only */
/* By itself, a piece at a time; the bytes one by one; the target is closed first. */
#include <linux/highmem.h>
#include <linux/mm.h>

u32 copy_pages(struct page *const to[], u32 to_offset, struct page *const from[], u32 from_offset, u32 n)
{
	u32 size = n, i;
	char *target, *source = NULL;

	if (n == 0 || to[0] == NULL)
		return 0;
	if (to_offset + size > PAGE_SIZE)
		size = PAGE_SIZE - to_offset;
	if (from_offset + size > PAGE_SIZE)
		size = PAGE_SIZE - from_offset;
	target = kmap_atomic(to[0], KM_USER1);
	if (from[0])
		source = kmap_atomic(from[0], KM_USER0);
	for (i = 0; i < size; i++)
		target[to_offset + i] = source ? source[from_offset + i] : 0;
	kunmap_atomic(target, KM_USER1);
	if (source)
		kunmap_atomic(source, KM_USER0);
	to_offset += size;
	from_offset += size;
	return size + copy_pages(to + to_offset / PAGE_SIZE, to_offset % PAGE_SIZE, from + from_offset / PAGE_SIZE, from_offset % PAGE_SIZE, n - size);
}
