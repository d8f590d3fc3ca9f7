/* SPDX-License-Identifier: GPL-2.0-only */
/* CS comes from a frame of EFLAGS, CS and EIP that iret takes off the stack; the directory's upper half is shown twice by a page in .bss. */
#include <asm/pgtable.h>
#include <asm/segment.h>

struct segment {
	u16 limit, base;
	u16 base_16; /* with the kind: 0x90 | type, in its upper byte */
	u16 rest;
};

static const struct segment flat[__KERNEL_DS / 8 + 1] __attribute__((aligned(8))) = {
	[__KERNEL_CS / 8] = { 0xFFFF, 0, 0x9B00, 0xCF },
	[__KERNEL_DS / 8] = { 0xFFFF, 0, 0x9300, 0xCF },
};

static char page[2 * PAGE_SIZE];

void enable_paging(u32 pgd_pa)
{
	u32 twice = PAGE_ALIGN((u32)page), i, scratch;
	volatile pgd_t *to = (pgd_t *)twice, *from = __va(pgd_pa);
	struct {
		u16 unused, limit;
		u32 base;
	} table = { 0, sizeof(flat) - 1, (u32)flat };

	for (i = PTRS_PER_PTE; i-- > 0; )
		to[i] = from[i | (PTRS_PER_PTE - PTRS_PER_PTE / 4)];
	asm volatile("lgdtl	%2\n\t"
		     "movl	%3, %%cr3\n\t"
		     "movl	%%cr0, %0\n\t"
		     "orl	%5, %0\n\t"
		     "movl	%0, %%cr0\n\t"
		     "movw	%w6, %%ss\n\t"
		     "movw	%w6, %%ds\n\t"
		     "movw	%w6, %%es\n\t"
		     "pushfl\n\t"
		     "pushl	%1\n\t"
		     "pushl	$1f\n\t"
		     "iretl\n"
		     "1:	movw	%w7, %%fs\n\t"
		     "movw	%w7, %%gs\n\t"
		     "movl	%4, %%cr3"
		     : "=&r"(scratch)
		     : "i"(__KERNEL_CS), "m"(table.limit), "r"(__pa(twice)), "r"(pgd_pa),
		       "i"(1 << 31 | 1 << 16), "r"(__KERNEL_DS), "r"(0)
		     : "memory", "cc");
}
