/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/kernel.h>
#include <linux/mm.h>

static pte_t *fixmap_pte;	/* of slot 0 */

void fixmap_init(void)
{
	u32 va = __fix_to_virt(0);

	fixmap_pte = pte_alloc_kernel(pgd_offset_k(va), va);
	if (!fixmap_pte)
		panic("no memory for the fixmap");
}
/* Chapter 3 (paging) */

static void set_slot(enum fixed_addresses slot, pte_t entry)
{
	set_pte(fixmap_pte - slot, entry);
	__flush_tlb_one(__fix_to_virt(slot));
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
