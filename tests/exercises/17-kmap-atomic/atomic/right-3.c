/* SPDX-License-Identifier: GPL-2.0-only */
/* It flushes before it enters the slot, which is its own by then. */
#include <asm/fixmap.h>
#include <linux/mm.h>
#include <linux/preempt.h>

static s32 top = -1;

static void enter(u32 at, pte_t entry)
{
	fixmap_table[pte_index(at)] = entry;
}

static void *window(struct page *page)
{
	u32 at = __fix_to_virt(FIX_KMAP_BEGIN + ++top);

	if (top >= KM_TYPE_NR)
		BUG_ON(true);
	__flush_tlb_one(at);
	enter(at, mk_pte(page, PAGE_KERNEL));
	return (void *)at;
}

void *__kmap_atomic(struct page *page)
{
	preempt_disable();
	return PageHighMem(page) ? window(page) : page_address(page);
}

void __kunmap_atomic(void *address)
{
	bool is_slot = (u32)address >= __fix_to_virt(FIX_KMAP_BEGIN + KMAP_SLOTS);

	BUG_ON(is_slot && (top < 0 || pte_index(address) != pte_index(__fix_to_virt(FIX_KMAP_BEGIN + top))));
	if (is_slot) {
		top--;
		enter((u32)address, (pte_t){ 0 });
	}
	preempt_enable();
}
