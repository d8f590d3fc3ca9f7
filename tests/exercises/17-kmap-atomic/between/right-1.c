/* SPDX-License-Identifier: GPL-2.0-only */
/* What a task has is read from the slots when it is put aside. */
#include <asm/fixmap.h>
#include <linux/mm.h>
#include <linux/preempt.h>

struct kmap_ctrl {
	u32 idx;
	pte_t pteval[KM_TYPE_NR];
};

static pte_t *slot(u32 n)
{
	return &fixmap_table[pte_index(__fix_to_virt(FIX_KMAP_BEGIN + n))];
}

void *kmap_local(struct kmap_ctrl *own, struct page *page)
{
	u32 mine;

	if (!PageHighMem(page))
		return page_address(page);
	preempt_disable();
	mine = own->idx;
	own->idx = mine + 1;
	barrier();
	*slot(mine) = mk_pte(page, PAGE_KERNEL);
	__flush_tlb_one(__fix_to_virt(FIX_KMAP_BEGIN + mine));
	preempt_enable();
	return (void *)__fix_to_virt(FIX_KMAP_BEGIN + mine);
}

void kunmap_local(struct kmap_ctrl *own, void *address)
{
	if ((u32)address > __fix_to_virt(FIX_KMAP_END)) {
		preempt_disable();
		*slot(own->idx - 1) = (pte_t){ 0 };
		barrier();
		own->idx -= 1;
		preempt_enable();
	}
}

void kmap_local_sched_out(struct kmap_ctrl *own)
{
	for (u32 n = 0; n < own->idx; n++) {
		own->pteval[n] = *slot(n);
		pte_clear(slot(n));
	}
}

void kmap_local_sched_in(struct kmap_ctrl *own)
{
	for (u32 n = own->idx; n > 0; n--) {
		*slot(n - 1) = own->pteval[n - 1];
		__flush_tlb_one(__fix_to_virt(FIX_KMAP_BEGIN + n - 1));
	}
}
