/* SPDX-License-Identifier: GPL-2.0-only */
/* All slots are emptied, and only what is in the record comes back; a slot is flushed before it is entered. */
#include <asm/fixmap.h>
#include <linux/mm.h>
#include <linux/preempt.h>

struct kmap_ctrl {
	u32 idx;
	pte_t pteval[KM_TYPE_NR];
};

static u32 at(u32 slot)
{
	return __fix_to_virt(FIX_KMAP_BEGIN + slot);
}

static void show(u32 slot, pte_t entry)
{
	__flush_tlb_one(at(slot));
	set_pte(&fixmap_table[pte_index(at(slot))], entry);
}

void *kmap_local(struct kmap_ctrl *own, struct page *page)
{
	u32 slot;

	if (PageHighMem(page)) {
		preempt_disable();
		slot = own->idx++;
		barrier();
		show(slot, own->pteval[slot] = mk_pte(page, PAGE_KERNEL));
		preempt_enable();
		return (void *)at(slot);
	}
	return page_address(page);
}

void kunmap_local(struct kmap_ctrl *own, void *address)
{
	u32 slot = (at(0) - (u32)address) / PAGE_SIZE;

	if (slot >= KM_TYPE_NR)
		return;
	preempt_disable();
	pte_clear(&fixmap_table[pte_index(address)]);
	own->pteval[slot] = (pte_t){ 0 };
	barrier();
	own->idx = slot;
	preempt_enable();
}

void kmap_local_sched_out(struct kmap_ctrl *own)
{
	for (u32 slot = 0; slot < KM_TYPE_NR; slot++)
		pte_clear(&fixmap_table[pte_index(at(slot))]);
}

void kmap_local_sched_in(struct kmap_ctrl *own)
{
	for (u32 slot = 0; slot < own->idx; slot++)
		show(slot, own->pteval[slot]);
}
