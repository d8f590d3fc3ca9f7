/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#pragma once
#include <asm/page.h>
#include <linux/types.h>

enum fixed_addresses {
	FIX_HOLE,		/* the last page stays empty */
	FIX_COPY_FROM,
	FIX_COPY_TO,
	/* Chapter 3: fixmap.h: more fixed addresses */
	/* Chapter 3: fixmap.h: more fixed addresses */
	FIX_POISON,
	/* Chapter 3: fixmap.h: more fixed addresses */
	FIX_WP_TEST,
	__end_of_fixed_addresses
};
/* Chapter 3 (paging) */

#define FIXADDR_TOP	0xfffff000U
#define __fix_to_virt(x) (FIXADDR_TOP - (u32)(x) * PAGE_SIZE)

/* Makes sure that the table behind the fixed addresses exists. */
void fixmap_init(void);
/* Maps frame pfn at a fixed address, which it returns. */
void *set_fixmap(enum fixed_addresses slot, u32 pfn, u32 prot);
/* Takes it away again. */
void clear_fixmap(enum fixed_addresses slot);
