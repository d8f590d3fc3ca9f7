/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/mm.h>

enum { GATHER = 16 };

/* Pages whose entries are gone, before the flush. Zeros at first. */
struct mmu_gather {
	u32 nr, need_flush;
	struct page *pages[GATHER];
};

/*
 * Takes away the n entries from pte on, of one table. How many pages
 * the program has less; reserved ones do not count. The references
 * wait in tlb. The caller holds page_table_lock; it is not let go
 * of. Linux's zap_pte_range is told addresses.
 */
u32 zap_entries(struct mmu_gather *tlb, pte_t *pte, u32 n)
{
	return 0;
}

/*
 * Flushes if need be, and lets go of what waits; then tlb is empty.
 * The same lock. Linux: tlb_finish_mmu.
 */
void finish_gather(struct mmu_gather *tlb)
{
}
