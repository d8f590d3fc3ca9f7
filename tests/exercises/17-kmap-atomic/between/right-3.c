/* SPDX-License-Identifier: GPL-2.0-only */
/* The fixmap's set_slot; and by itself, from the last slot to the first. */
#include <asm/fixmap.h>
#include <linux/mm.h>
#include <linux/preempt.h>

struct kmap_ctrl {
	u32 idx;
	pte_t pteval[KM_TYPE_NR];
};

static void out(u32 n)
{
	if (n--) {
		fixmap_table[pte_index(__fix_to_virt(FIX_KMAP_BEGIN + n))].pte = 0;
		out(n);
	}
}

static void in(const pte_t *entries, u32 n)
{
	if (n--) {
		in(entries, n);
		set_slot(FIX_KMAP_BEGIN + n, entries[n]);
	}
}

void *kmap_local(struct kmap_ctrl *own, struct page *page)
{
	u32 n;

	if (!PageHighMem(page))
		return page_address(page);
	preempt_disable();
	own->idx++;
	barrier();
	n = own->idx - 1;
	own->pteval[n] = mk_pte(page, PAGE_KERNEL);
	set_slot(FIX_KMAP_BEGIN + n, own->pteval[n]);
	preempt_enable();
	return (void *)__fix_to_virt(FIX_KMAP_BEGIN + n);
}

void kunmap_local(struct kmap_ctrl *own, void *address)
{
	bool high = (u32)address >= __fix_to_virt(FIX_KMAP_BEGIN + KM_TYPE_NR);

	preempt_disable();
	if (high) {
		fixmap_table[pte_index(address)].pte = 0;
		barrier();
		own->idx--;
	}
	preempt_enable();
}

void kmap_local_sched_out(struct kmap_ctrl *own)
{
	out(own->idx);
}

void kmap_local_sched_in(struct kmap_ctrl *own)
{
	in(own->pteval, own->idx);
}
