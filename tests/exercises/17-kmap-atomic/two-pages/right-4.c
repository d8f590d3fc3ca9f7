/* SPDX-License-Identifier: GPL-2.0-only */
/* How much can be copied is found first; then borders are met one after the other. */
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/string.h>

static u32 can_be(struct page *const to[], u32 offset, u32 n)
{
	u32 i;

	for (i = 0; n && i * PAGE_SIZE < offset + n; i++)
		if (!to[i])
			return i ? i * PAGE_SIZE - offset : 0;
	return n;
}

u32 copy_pages(struct page *const to[], u32 to_offset, struct page *const from[], u32 from_offset, u32 n)
{
	u32 all = can_be(to, to_offset, n), i = 0, until;

	for (; i < all; i = until) {
		u32 t = to_offset + i, f = from_offset + i;
		char *in = NULL, *out;

		until = i + 1;
		while (until < all && (to_offset + until) % PAGE_SIZE && (from_offset + until) % PAGE_SIZE)
			until++;
		out = kmap_atomic(to[t / PAGE_SIZE], KM_USER0);
		if (from[f / PAGE_SIZE])
			in = kmap_atomic(from[f / PAGE_SIZE], KM_USER1);
		if (in)
			memcpy(out + t % PAGE_SIZE, in + f % PAGE_SIZE, until - i);
		else
			memset(out + t % PAGE_SIZE, 0, until - i);
		kunmap_atomic(out, KM_USER0);
		if (in)
			kunmap_atomic(in, KM_USER1);
	}
	return all;
}
