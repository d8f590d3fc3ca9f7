/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: 4 GiB: frames of RAM are missing */
#include <asm/page.h>
#include <asm/setup.h>

#define FRAMES 0x100000		/* in 4 GiB */

/* An edge of an entry: the nearest one above `at` is the next. */
static void edge(u32 pfn, u32 at, u32 *next)
{
	if (pfn > at && pfn < *next)
		*next = pfn;
}

/* Is frame `at` RAM? Lowers *next to where that may change. */
static bool is_ram(const void *map, u32 length, u32 at, u32 *next)
{
	const struct e820entry *e;
	bool ram = false, taken = false;

	for_each_entry(e, map, length) {
		u32 start = PFN_UP(e->addr);
		u32 end = PFN_DOWN(e->addr + e->length);
		bool *what = &ram;

		if (!e->length)
			continue;
		if (e->type != E820_RAM) {
			start = PFN_DOWN(e->addr);
			end = PFN_UP(e->addr + e->length);
			what = &taken;
		}
		if (start <= at && at < end)
			*what = true;
		edge(start, at, next);
		edge(end, at, next);
	}
	return ram && !taken;
}

int find_ram(const void *map, u32 length, struct ram_range *out)
{
	u32 at, next;
	int n = 0;

	for (at = 0; at < FRAMES; at = next) {
		next = FRAMES;
		if (!is_ram(map, length, at, &next))
			continue;
		if (n && out[n - 1].end == at)
			out[n - 1].end = next;
		else if (n < E820_MAX)
			out[n++] = (struct ram_range){ at, next };
	}
	return n;
}
