/* SPDX-License-Identifier: GPL-2.0-only */
/* Recursion to the last page and back: what is harmful is known on the way down, stored at the bottom, and flushed on the way up. All is stored twice. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/string.h>

struct range {
	pte_t *pte;
	const pte_t *new;
	u32 va, n, plain;
};

static int bits_lost(pte_t old, pte_t new)
{
	static const u16 in_turn[] = {
		_PAGE_PRESENT, _PAGE_RW, _PAGE_USER, _PAGE_ACCESSED, _PAGE_DIRTY, _PAGE_GLOBAL, 0
	};
	const u16 *bit = in_turn;

	while (*bit && !(old.pte & *bit && !(new.pte & *bit)))
		bit++;
	return *bit;
}

static bool moved(pte_t old, pte_t new)
{
	const u32 what = _PAGE_PWT + _PAGE_PCD + _PAGE_PSE;

	return pte_pfn(old) - pte_pfn(new) || (old.pte & what) != (new.pte & what);
}

static void from(struct range *r, u32 i)
{
	bool global, harm;

	if (i >= r->n) {
		memcpy(r->pte, r->new, r->n * sizeof(*r->pte));
		for (i = 0; i < r->n; i++)
			*(volatile u32 *)&r->pte[i].pte = r->new[i].pte;
		if (r->plain > 7)
			__flush_tlb();
		return;
	}
	global = (r->pte[i].pte & _PAGE_GLOBAL) == _PAGE_GLOBAL;
	harm = pte_present(r->pte[i]) && (bits_lost(r->pte[i], r->new[i]) || moved(r->pte[i], r->new[i]));
	if (harm && !global)
		r->plain++;
	from(r, i + 1);
	if (harm && (global || r->plain <= 7))
		__flush_tlb_one(r->va + (i << PAGE_SHIFT));
}

void change_entries(pte_t *pte, u32 va, const pte_t *new, u32 n)
{
	struct range r = { pte, new, va, n, 0 };

	from(&r, 0);
}

int protect_page(pgd_t *pgd, u32 va, u32 prot)
{
	pte_t *found = lookup_address(pgd, va), other = { prot };

	if (!found || !(found->pte & 1))
		return -EFAULT;
	other.pte |= found->pte & ~0xF9FU;
	change_entries(found, va, &other, 1);
	return 0;
}
