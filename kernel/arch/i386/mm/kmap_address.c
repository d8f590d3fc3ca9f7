/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 17 (kmap-atomic) */
#include <asm/fixmap.h>
#include <linux/highmem.h>

u32 kmap_address(enum km_type type, u32 cpu)
{
	u32 slot = debug_highmem ? 2 * type + 1 : type;

	return __fix_to_virt(FIX_KMAP_BEGIN + slot + KMAP_SLOTS * cpu);
}
