/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 17 (kmap-atomic) */
#include <asm/fixmap.h>
#include <asm/setup.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/preempt.h>

bool debug_highmem;

void *kmap_atomic(struct page *page, enum km_type type)
{
	u32 address = kmap_address(type, 0);

	preempt_disable();
	if (!PageHighMem(page))
		return page_address(page);
	/* Chapter 17: kmap_atomic: is it in use? */
	BUG_ON(debug_highmem && !pte_none(fixmap_table[pte_index(address)]));
	set_pte(&fixmap_table[pte_index(address)],
		mk_pte(page, PAGE_KERNEL));
	__flush_tlb_one(address);
	return (void *)address;
}

/* Chapter 17: kmap_atomic: close it */

void kunmap_atomic(void *address, enum km_type type)
{
	/* Chapter 17: kunmap_atomic: clear it */
	if (debug_highmem && (u32)address >= __fix_to_virt(FIX_KMAP_END)) {
		BUG_ON((u32)address != kmap_address(type, 0));
		pte_clear(&fixmap_table[pte_index(address)]);
		__flush_tlb_one((u32)address);
	}
	preempt_enable();
}
/* Chapter 17: kmap_atomic: the option */
static void debug_setup(void)
{
	debug_highmem = option_is("debug", "highmem");
}
postcore_initcall(debug_setup);
