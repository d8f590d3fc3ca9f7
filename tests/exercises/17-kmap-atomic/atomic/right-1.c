/* SPDX-License-Identifier: GPL-2.0-only */
/* The stack is the entries themselves: the first empty one is free. */
#include <asm/fixmap.h>
#include <linux/mm.h>
#include <linux/preempt.h>

static pte_t *slot(u32 n)
{
	return &fixmap_table[pte_index(__fix_to_virt(FIX_KMAP_BEGIN + n))];
}

void *__kmap_atomic(struct page *page)
{
	u32 n = 0;

	preempt_disable();
	if (!PageHighMem(page))
		return page_address(page);
	while (n < KM_TYPE_NR && !pte_none(*slot(n)))
		n++;
	BUG_ON(n == KM_TYPE_NR);
	set_pte(slot(n), mk_pte(page, PAGE_KERNEL));
	__flush_tlb_one(__fix_to_virt(FIX_KMAP_BEGIN + n));
	return (void *)__fix_to_virt(FIX_KMAP_BEGIN + n);
}

void __kunmap_atomic(void *address)
{
	u32 n = (__fix_to_virt(FIX_KMAP_BEGIN) + PAGE_SIZE - 1 - (u32)address) / PAGE_SIZE;

	if (n < KMAP_SLOTS) {
		BUG_ON(n >= KM_TYPE_NR || pte_none(*slot(n)));
		BUG_ON(n + 1 < KM_TYPE_NR && !pte_none(*slot(n + 1)));
		pte_clear(slot(n));
	}
	preempt_enable();
}
