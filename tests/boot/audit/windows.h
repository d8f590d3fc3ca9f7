/* SPDX-License-Identifier: MIT */
/* Where the last kernel's ways to highmem lie (tangle/mk/tangle.mk makes numbers of it). */
#include <asm/fixmap.h>
#include <linux/highmem.h>

LAYOUT(WINDOWS_FROM, __fix_to_virt(FIX_KMAP_END))
LAYOUT(WINDOWS_TO, __fix_to_virt(FIX_KMAP_BEGIN) + PAGE_SIZE)
LAYOUT(POOL_FROM, PKMAP_BASE)
LAYOUT(POOL_TO, PKMAP_BASE + LAST_PKMAP * PAGE_SIZE)
LAYOUT(POISON_FROM, __fix_to_virt(FIX_POISON))
LAYOUT(POISON_TO, __fix_to_virt(FIX_POISON) + PAGE_SIZE)
