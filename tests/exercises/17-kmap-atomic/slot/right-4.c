/* SPDX-License-Identifier: GPL-2.0-only */
/* A table of the types, and processors by recursion. */
#include <asm/fixmap.h>
#include <linux/highmem.h>

static const u8 pages[2][KM_TYPE_NR] = {
	{ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 },
	{ 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25 },
};

u32 kmap_address(enum km_type type, u32 cpu)
{
	if (cpu)
		return kmap_address(type, cpu - 1) - KMAP_SLOTS * PAGE_SIZE;
	return __fix_to_virt(FIX_KMAP_BEGIN + pages[debug_highmem][type]);
}
