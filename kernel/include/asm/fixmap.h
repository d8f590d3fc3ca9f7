/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#pragma once
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
/* Chapter 3: fixmap.h: headers */
/* Chapter 17: fixmap.h: headers */
#include <asm/kmap_types.h>

/* Chapter 3 (paging) */
enum fixed_addresses {
	FIX_HOLE,		/* the last page stays empty */
	/* Chapter 17: fixmap.h: the windows */
/* Chapter 3 (paging) */
	/* Chapter 3: fixmap.h: more fixed addresses */
	/* Chapter 3: fixmap.h: more fixed addresses */
	FIX_POISON,
	/* Chapter 3: fixmap.h: more fixed addresses */
	FIX_WP_TEST,
	/* Chapter 17: fixmap.h: more fixed addresses */
	FIX_KMAP_BEGIN,
	FIX_KMAP_END = FIX_KMAP_BEGIN + KMAP_SLOTS * NR_CPUS - 1,
/* Chapter 3 (paging) */
	__end_of_fixed_addresses
};
/* Chapter 3 (paging) */

#define FIXADDR_TOP	0xfffff000U
#define __fix_to_virt(x) (FIXADDR_TOP - (u32)(x) * PAGE_SIZE)

/* Puts the table behind the fixed addresses into the directory. */
void fixmap_init(void);
/* Maps frame pfn at a fixed address, which it returns. */
void *set_fixmap(enum fixed_addresses slot, u32 pfn, u32 prot);
/* Takes it away again. */
void clear_fixmap(enum fixed_addresses slot);
/* Chapter 3 (paging) */

extern pte_t fixmap_table[];

/* Makes entry the slot's. No reference is taken. */
static inline void set_slot(enum fixed_addresses slot, pte_t entry)
{
	u32 va = __fix_to_virt(slot);

	set_pte(&fixmap_table[pte_index(va)], entry);
	__flush_tlb_one(va);
}
