/* SPDX-License-Identifier: GPL-2.0-only */
/* A line in one expression. */
#include <asm/fixmap.h>
#include <linux/highmem.h>

u32 kmap_address(enum km_type type, u32 cpu)
{
	return FIXADDR_TOP - ((FIX_KMAP_BEGIN + cpu * KMAP_SLOTS + (type << debug_highmem) + debug_highmem) << PAGE_SHIFT);
}
