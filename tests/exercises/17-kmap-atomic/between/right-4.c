/* SPDX-License-Identifier: GPL-2.0-only */
/* The record is a list of frames, and entries are made of them anew. */
#include <asm/fixmap.h>
#include <linux/mm.h>
#include <linux/preempt.h>

struct kmap_ctrl {
	u32 idx;
	pte_t pteval[KM_TYPE_NR];
};

static const u32 first = pte_index(__fix_to_virt(FIX_KMAP_BEGIN));

static void enter(u32 n, u32 frame)
{
	fixmap_table[first - n].pte = frame << PAGE_SHIFT | PAGE_KERNEL;
	__flush_tlb_one(__fix_to_virt(FIX_KMAP_BEGIN + n));
}

void *kmap_local(struct kmap_ctrl *own, struct page *page)
{
	u32 n;

	if (!PageHighMem(page))
		return page_address(page);
	preempt_disable();
	n = own->idx++;
	barrier();
	own->pteval[n].pte = page_to_pfn(page);
	enter(n, own->pteval[n].pte);
	preempt_enable();
	return (void *)__fix_to_virt(FIX_KMAP_BEGIN + n);
}

void kunmap_local(struct kmap_ctrl *own, void *address)
{
	if ((u32)address < __fix_to_virt(FIX_KMAP_END))
		return;
	preempt_disable();
	fixmap_table[pte_index(address)].pte = 0;
	barrier();
	own->idx--;
	preempt_enable();
}

void kmap_local_sched_out(struct kmap_ctrl *own)
{
	u32 n = own->idx;

	while (n--)
		fixmap_table[first - n].pte = 0;
}

void kmap_local_sched_in(struct kmap_ctrl *own)
{
	for (u32 n = 0; n != own->idx; n++)
		enter(n, own->pteval[n].pte);
}
