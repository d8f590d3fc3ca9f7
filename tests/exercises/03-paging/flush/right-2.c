/* SPDX-License-Identifier: GPL-2.0-only */
/* From the end to the start, bit by bit; the reload is decided on as soon as eight are counted. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>

static const struct { u32 bit; bool both; } bits[] = {
	{ _PAGE_PRESENT, false }, { _PAGE_RW, false }, { _PAGE_USER, false },
	{ _PAGE_PWT, true }, { _PAGE_PCD, true }, { _PAGE_PSE, true },
	{ _PAGE_ACCESSED, false }, { _PAGE_DIRTY, false },
	{ _PAGE_GLOBAL, false },
};

static bool harmful(pte_t old, pte_t new)
{
	if (!pte_present(old))
		return false;
	if (pte_pfn(old) != pte_pfn(new))
		return true;
	for (u32 i = 0; i < sizeof(bits) / sizeof(bits[0]); i++) {
		bool was = old.pte & bits[i].bit, is = new.pte & bits[i].bit;

		if (was != is && (was || bits[i].both))
			return true;
	}
	return false;
}

void change_entries(pte_t *pte, u32 va, const pte_t *new, u32 n)
{
	u32 count = 0, i;
	bool reload;

	for (i = n; i-- > 0 && count < 8;)
		if (harmful(pte[i], new[i]) && !(pte[i].pte & _PAGE_GLOBAL))
			count++;
	reload = count == 8;
	for (i = n; i-- > 0;) {
		pte_t old = pte[i];

		pte[i] = new[i];
		if (!harmful(old, new[i]))
			continue;
		if (!reload || (old.pte & _PAGE_GLOBAL))
			__flush_tlb_one(va + i * PAGE_SIZE);
	}
	if (reload)
		__flush_tlb();
}

int protect_page(pgd_t *pgd, u32 va, u32 prot)
{
	pte_t *pte = lookup_address(pgd, va), new;
	u32 keep = ~(PAGE_SIZE - 1) | _PAGE_ACCESSED | _PAGE_DIRTY;

	if (!pte || !pte_present(*pte))
		return -EFAULT;
	new.pte = (pte->pte & keep) | prot;
	change_entries(pte, va, &new, 1);
	return 0;
}
