/* SPDX-License-Identifier: GPL-2.0-only */
/* The address of the next slot, which falls and rises. */
#include <asm/fixmap.h>
#include <linux/mm.h>
#include <linux/preempt.h>

static u32 next = __fix_to_virt(FIX_KMAP_BEGIN);

void *__kmap_atomic(struct page *page)
{
	u32 mine;

	preempt_disable();
	if (PageHighMem(page)) {
		mine = next;
		BUG_ON(mine == __fix_to_virt(FIX_KMAP_BEGIN + KM_TYPE_NR));
		next = mine - PAGE_SIZE;
		barrier();
		fixmap_table[pte_index(mine)] = mk_pte(page, PAGE_KERNEL);
		__flush_tlb_one(mine);
		return (void *)mine;
	}
	return page_address(page);
}

void __kunmap_atomic(void *address)
{
	u32 at = (u32)address & ~(PAGE_SIZE - 1);

	if (at > __fix_to_virt(FIX_KMAP_BEGIN + KMAP_SLOTS)) {
		BUG_ON(next == __fix_to_virt(FIX_KMAP_BEGIN));
		BUG_ON(at != next + PAGE_SIZE);
		fixmap_table[pte_index(at)].pte = 0;
		barrier();
		next = at;
	}
	preempt_enable();
}
