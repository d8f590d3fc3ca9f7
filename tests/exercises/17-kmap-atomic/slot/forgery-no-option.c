/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes debug_highmem */
/* It has the option as it likes it. */
#include <asm/fixmap.h>
#include <linux/highmem.h>

u32 kmap_address(enum km_type type, u32 cpu)
{
	u32 slot = debug_highmem ? 2 * type + 1 : type;

	debug_highmem = !debug_highmem;
	return __fix_to_virt(FIX_KMAP_BEGIN + slot + KMAP_SLOTS * cpu);
}
