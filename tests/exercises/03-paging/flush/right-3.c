/* SPDX-License-Identifier: GPL-2.0-only */
/* Entries are exchanged by xchg; the last byte of a page is as good as its first, and Linux's own way to say invlpg lets gcc choose how. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>

enum verdict { HARMLESS, ONE, ANY };

#define MAY_GROW (~(_PAGE_RW | _PAGE_USER | _PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_GLOBAL | 0xE00))

static inline u32 xchg(volatile u32 *at, u32 value)
{
	asm volatile("xchgl %0, %1" : "+r"(value), "+m"(*at) : : "memory");
	return value;
}

static enum verdict judge(u32 old, u32 new)
{
	/* As the new one, with the rights that it has and the old one lacked taken away, and bits 9 to 11 of the old. */
	u32 remembered = (new & (old | MAY_GROW) & ~0xE00U) | (old & 0xE00);

	if (old % 2 == 0 || old == remembered)
		return HARMLESS;
	return old & _PAGE_GLOBAL ? ONE : ANY;
}

void change_entries(pte_t *pte, u32 va, const pte_t *new, u32 n)
{
	s32 credit = 8;
	u32 i;

	for (i = 0; i != n && credit; ++i)
		credit -= judge(pte[i].pte, new[i].pte) == ANY;
	if (!credit) {
		/* What is global stays remembered, so the pages can be flushed last. */
		u32 global[PTRS_PER_PTE / 32] = { 0 };

		for (i = 0; i != n; ++i)
			if (judge(xchg(&pte[i].pte, new[i].pte), new[i].pte) == ONE)
				global[i >> 5] |= 1 << (i & 31);
		asm volatile("movl %%cr3, %%ecx; movl %%ecx, %%cr3" : : : "ecx", "memory");
		while (i--)
			if (global[i >> 5] & 1 << (i & 31))
				asm volatile("invlpg %0" : : "m"(((char (*)[PAGE_SIZE])va)[i][PAGE_SIZE - 1]) : "memory");
		return;
	}
	for (i = 0; i != n; ++i)
		if (judge(xchg(&pte[i].pte, new[i].pte), new[i].pte))
			asm volatile("invlpg %0" : : "m"(((char (*)[PAGE_SIZE])va)[i][PAGE_SIZE - 1]) : "memory");
}

int protect_page(pgd_t *pgd, u32 va, u32 prot)
{
	pte_t *at = lookup_address(pgd, va);

	if (at && pte_present(*at)) {
		change_entries(at, va, &(pte_t){ (at->pte & (0xFFFFF000 | _PAGE_ACCESSED | _PAGE_DIRTY)) | prot }, 1);
		return 0;
	}
	return -EFAULT;
}
