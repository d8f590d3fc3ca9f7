/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/page.h>
#include <asm/setup.h>

/*
 * Finds the RAM below 4 GiB in a multiboot memory map.
 * map: whole entries, length bytes in all, possibly none. In each,
 * addr and addr + length are bytes, and less than 2^63.
 * out: room for E820_MAX ranges of frame numbers; end is exclusive.
 * Writes ranges of whole frames of RAM, ascending, none of them
 * empty, no two touching. Changes nothing but out, all of which
 * you may use. Returns how many ranges there are.
 */
int find_ram(const void *map, u32 length, struct ram_range *out)
{
	return 0;
}
