/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the caller's directory: it changes the directory */
/* The borrowed entries are cleared, and were not zero before. */
#include <asm/pgtable.h>
#include <asm/segment.h>

struct descr {
	u16 limit;
	u32 base;
} __attribute__((packed));

static u32 table[2 * 14] = {
	[24] = 0x0000FFFF, 0x00CF9B00, 0x0000FFFF, 0x00CF9300,
};

void enable_paging(u32 pgd_pa)
{
	pgd_t *pgd = __va(pgd_pa);
	struct descr descr = { sizeof(table) - 1, (u32)table };
	u32 i;

	for (i = 0; i < 4; i++)
		pgd[i] = pgd[768 + i];
	asm volatile("movl	%0, %%cr3\n\t"
		     "movl	%%cr0, %%ecx\n\t"
		     "btsl	$16, %%ecx\n\t"
		     "btsl	$31, %%ecx\n\t"
		     "movl	%%ecx, %%cr0\n\t"
		     "lgdt	%1\n\t"
		     "ljmp	$0x60, $1f\n"
		     "1:	movl	$0x68, %%ecx\n\t"
		     "movl	%%ecx, %%ss\n\t"
		     "movl	%%ecx, %%es\n\t"
		     "movl	%%ecx, %%ds\n\t"
		     "xorl	%%ecx, %%ecx\n\t"
		     "movl	%%ecx, %%gs\n\t"
		     "movl	%%ecx, %%fs"
		     : : "r"(pgd_pa), "m"(descr) : "ecx", "memory");
	for (i = 0; i < 4; i++)
		pgd[i].pgd = 0;
	asm volatile("movl	%0, %%cr3" : : "r"(pgd_pa) : "memory");
}
