/* SPDX-License-Identifier: GPL-2.0-only */
/* The fixmap's own set_slot; and what is free is counted downwards. */
#include <asm/fixmap.h>
#include <linux/mm.h>
#include <linux/preempt.h>

static u32 left = KM_TYPE_NR;

static u32 mine_is(void)
{
	return FIX_KMAP_BEGIN + KM_TYPE_NR - left;
}

void *__kmap_atomic(struct page *page)
{
	u32 mine = mine_is();

	preempt_disable();
	if (!PageHighMem(page))
		return page_address(page);
	BUG_ON(left == 0);
	left--;
	barrier();
	set_slot(mine, mk_pte(page, PAGE_KERNEL));
	return (void *)__fix_to_virt(mine);
}

void __kunmap_atomic(void *address)
{
	if ((u32)address < __fix_to_virt(FIX_KMAP_END)) {
		preempt_enable();
		return;
	}
	BUG_ON(left == KM_TYPE_NR);
	BUG_ON(((u32)address ^ __fix_to_virt(mine_is() - 1)) >= PAGE_SIZE);
	fixmap_table[pte_index(address)] = (pte_t){ 0 };
	barrier();
	left++;
	preempt_enable();
}
