/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>

void exit_mmap(struct mm_struct *mm)
{
	pgd_t *pgd = mm->pgd;
	u32 i, k;

	for (i = 0; i < pgd_index(PAGE_OFFSET); i++) {
		const pte_t *table = pgd_present(pgd[i]) ?
			pte_offset(pgd, i << 22) : NULL;

		for (k = 0; pgd_present(pgd[i]); k++) {
			BUG_ON(k == PTRS_PER_PTE);
			if (pte_present(table[k]))
				unmap_page(pgd, i << 22 | k << 12);
		}
	}
}
