/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/fixmap.h>

pte_t fixmap_table[PTRS_PER_PTE] __attribute__((aligned(PAGE_SIZE)));

void fixmap_init(void)
{
	*pgd_offset_k(FIXADDR_TOP) =
		(pgd_t){ __pa(fixmap_table) | _KERNPG_TABLE };
}

/* Chapter 3: fixmap.c: set and clear */
void *set_fixmap(enum fixed_addresses slot, u32 pfn, u32 prot)
{
	set_slot(slot, pfn_pte(pfn, prot));
	return (void *)__fix_to_virt(slot);
}

void clear_fixmap(enum fixed_addresses slot)
{
	set_slot(slot, (pte_t){ 0 });
}
