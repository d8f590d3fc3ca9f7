/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <asm/page.h>
#include <asm/setup.h>

#define FRAMES 0x100000		/* in 4 GiB */

/* Chapter 1: e820.c: is it RAM? */
/* Is frame at RAM? Lowers *next to where that may change. */
static bool is_ram(const void *map, u32 length, u32 at, u32 *next)
{
	const struct e820entry *e;
	bool ram = false, other = false;

	for_each_entry(e, map, length) {
		bool is = e->type == E820_RAM;
		u64 last = e->addr + e->length;
		u64 start = is ? PFN_UP(e->addr) : PFN_DOWN(e->addr);
		u64 end = is ? PFN_DOWN(last) : PFN_UP(last);

		/* Chapter 1: is_ram: what this entry says of the frame */
		if (at >= end || !e->length)
			continue;
		if (at < start)
			end = start;
		else if (is)
			ram = true;
		else
			other = true;
		if (end < *next)
			*next = end;
	}
	return ram && !other;
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
