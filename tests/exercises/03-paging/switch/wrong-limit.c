/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a table that stays: does not end with an entry */
/* The limit is the size, and one too many. */
#include <asm/pgtable.h>
#include <asm/segment.h>

static pgd_t both[PTRS_PER_PTE]
	__attribute__((aligned(PAGE_SIZE)));

static u64 flat[] = {
	[__KERNEL_CS / 8] = 0x00CF9A000000FFFF,
	[__KERNEL_DS / 8] = 0x00CF92000000FFFF,
};

static const struct {
	u16 limit;
	u64 *base;
} __attribute__((packed)) flat_descr = { sizeof(flat), flat };

void enable_paging(u32 pgd_pa)
{
	const pgd_t *pgd = __va(pgd_pa);
	u32 low, high = pgd_index(PAGE_OFFSET);

	for (low = 0; high < PTRS_PER_PTE; low++, high++)
		both[low] = both[high] = pgd[high];
	asm volatile("movl	%0, %%cr3\n\t"
		     "movl	%%cr0, %%eax\n\t"
		     "orl	$0x80010000, %%eax\n\t"
		     "movl	%%eax, %%cr0\n\t"
		     "lgdt	%2\n\t"
		     "ljmp	%3, $1f\n"
		     "1:	movl	%4, %%eax\n\t"
		     "movl	%%eax, %%ds\n\t"
		     "movl	%%eax, %%es\n\t"
		     "movl	%%eax, %%ss\n\t"
		     "xorl	%%eax, %%eax\n\t"
		     "movl	%%eax, %%fs\n\t"
		     "movl	%%eax, %%gs\n\t"
		     "movl	%1, %%cr3"
		     : : "r"(__pa(both)), "r"(pgd_pa), "m"(flat_descr),
		       "i"(__KERNEL_CS), "i"(__KERNEL_DS)
		     : "eax", "memory");
}
