/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: global pages: a reload of CR3 does not make the processor forget a global page */
/* One reload for everything. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>

#define RELOAD	8	/* its price, in flushes of one page */
#define LOST	(_PAGE_PRESENT | _PAGE_RW | _PAGE_USER | \
		 _PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_GLOBAL)
#define CHANGED	(0xfffff000 | _PAGE_PWT | _PAGE_PCD | _PAGE_PSE)

static bool untrue(pte_t old, pte_t new)
{
	return pte_present(old) && ((old.pte & ~new.pte & LOST) ||
				    ((old.pte ^ new.pte) & CHANGED));
}

static bool global(pte_t entry)
{
	return (entry.pte & _PAGE_GLOBAL) != 0;
}

void change_entries(pte_t *pte, u32 va, const pte_t *new, u32 n)
{
	u32 found = 0, i;

	for (i = 0; i < n; i++)
		found += untrue(pte[i], new[i]);
	for (i = 0; i < n; i++, va += PAGE_SIZE) {
		

		pte[i] = new[i];
	}
	if (found)
		__flush_tlb();
}

int protect_page(pgd_t *pgd, u32 va, u32 prot)
{
	pte_t *pte = pte_offset(pgd, va), new;
	u32 keep = ~(PAGE_SIZE - 1) | _PAGE_ACCESSED | _PAGE_DIRTY;

	if (!pte || !pte_present(*pte))
		return -EFAULT;
	new.pte = (pte->pte & keep) | prot;
	change_entries(pte, va, &new, 1);
	return 0;
}
