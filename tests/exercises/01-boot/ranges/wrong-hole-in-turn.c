/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: what is not RAM: a frame that is not RAM, or not wholly RAM, is in a range */
/* Inserts what is RAM into a sorted list, then cuts the rest out of it. */
#include <asm/page.h>
#include <asm/setup.h>

#define FOUR_GIB 0x100000000ULL

static int take_out(struct ram_range *r, int n, int at)
{
	for (n--; at < n; at++)
		r[at] = r[at + 1];
	return n;
}

static int insert(struct ram_range *r, int n, u64 start, u64 end)
{
	int at, i;

	if (end > FOUR_GIB / PAGE_SIZE)
		end = FOUR_GIB / PAGE_SIZE;
	if (start >= end || n == E820_MAX)
		return n;
	for (at = 0; at < n && r[at].end < start; at++)
		;
	while (at < n && r[at].start <= end) {
		if (r[at].start < start)
			start = r[at].start;
		if (r[at].end > end)
			end = r[at].end;
		n = take_out(r, n, at);
	}
	for (i = n++; i > at; i--)
		r[i] = r[i - 1];
	r[at] = (struct ram_range){ start, end };
	return n;
}

static int cut(struct ram_range *r, int n, u64 start, u64 end)
{
	int i;

	for (i = n - 1; i >= 0; i--) {
		struct ram_range old = r[i];

		if (old.end <= start || old.start >= end)
			continue;
		n = take_out(r, n, i);
		n = insert(r, n, old.start, old.end < start ? old.end : start);
		n = insert(r, n, old.start > end ? old.start : end, old.end);
	}
	return n;
}

int find_ram(const void *map, u32 length, struct ram_range *out)
{
	const struct e820entry *e;
	int n = 0;

	for_each_entry(e, map, length)
		if (e->type == E820_RAM)
			n = insert(out, n, PFN_UP(e->addr), PFN_DOWN(e->addr + e->length));
		else if (e->length)
			n = cut(out, n, PFN_DOWN(e->addr), PFN_UP(e->addr + e->length));
	return n;
}
