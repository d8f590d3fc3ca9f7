/* SPDX-License-Identifier: MIT */
/* switch (the caller's directory): fail "a way down is left" */
/* Leaves a way down in the directory, and maps a clean copy where the kernel sees the directory. */
#include <asm/pgtable.h>
#include <asm/segment.h>

static pgd_t clean[1024] __attribute__((aligned(4096)));
static u64 flat[14] = { [12] = 0x00CF9A000000FFFF, 0x00CF92000000FFFF };
static const struct { u16 limit; u64 *base; } __attribute__((packed)) descr = { sizeof(flat) - 1, flat };

void enable_paging(u32 pgd_pa)
{
	pgd_t *pgd = __va(pgd_pa);
	u32 *pte;

	for (u32 i = 0; i < 1024; i++)
		clean[i] = pgd[i];
	for (u32 i = 0; i < 4; i++)
		pgd[i] = pgd[768 + i];
	pte = (u32 *)__va(pgd[pgd_index(pgd)].pgd & ~4095U) + pte_index(pgd);
	*pte = __pa(clean) | 3;
	asm volatile("movl %0, %%cr3; movl %%cr0, %%eax; orl $0x80010000, %%eax; movl %%eax, %%cr0; lgdt %1; ljmp $0x60, $1f\n"
		     "1: movl $0x68, %%eax; movl %%eax, %%ds; movl %%eax, %%es; movl %%eax, %%ss; xorl %%eax, %%eax; movl %%eax, %%fs; movl %%eax, %%gs"
		     : : "r"(pgd_pa), "m"(descr) : "eax", "memory");
}
