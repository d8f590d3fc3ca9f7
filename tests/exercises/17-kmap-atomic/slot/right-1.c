/* SPDX-License-Identifier: GPL-2.0-only */
/* By pages that fall, one after the other. */
#include <asm/fixmap.h>
#include <linux/highmem.h>

u32 kmap_address(enum km_type type, u32 cpu)
{
	u32 at = __fix_to_virt(FIX_KMAP_BEGIN);

	while (cpu--)
		at -= KMAP_SLOTS * PAGE_SIZE;
	for (u32 t = 0; t < (u32)type; t++)
		at -= debug_highmem ? 2 * PAGE_SIZE : PAGE_SIZE;
	return debug_highmem ? at - PAGE_SIZE : at;
}
