/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: an entry is not what it should be */
/* Nothing is stored, so that nothing can become untrue, at no price. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>

void change_entries(pte_t *pte, u32 va, const pte_t *new, u32 n)
{
}

int protect_page(pgd_t *pgd, u32 va, u32 prot)
{
	return lookup_address(pgd, va) ? 0 : -EFAULT;
}
