/* SPDX-License-Identifier: GPL-2.0-only */
/* From the last slot of the processor upwards. */
#include <asm/fixmap.h>
#include <linux/highmem.h>

u32 kmap_address(enum km_type type, u32 cpu)
{
	u32 last = FIX_KMAP_BEGIN + (cpu + 1) * KMAP_SLOTS - 1, behind;

	if (debug_highmem)
		behind = 2 * (KM_TYPE_NR - type) - 1;
	else
		behind = KMAP_SLOTS - 1 - type;
	return __fix_to_virt(last - behind);
}
