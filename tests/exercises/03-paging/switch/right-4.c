/* SPDX-License-Identifier: GPL-2.0-only */
/* WP by itself, before PG; a jump through memory; segment registers by pops. Its table is longer than it has to be. */
#include <asm/pgtable.h>
#include <asm/segment.h>

static union {
	pgd_t entry[PTRS_PER_PTE];
	u8 byte[PAGE_SIZE];
} bridge __attribute__((aligned(4096), section(".data")));

static u16 gdt[16][4] __attribute__((aligned(8)));

static struct {
	u32 offset;
	u16 selector;
} __attribute__((packed)) far;

static u16 gdtr[3];

static inline __attribute__((always_inline)) void set_cr0(int bit)
{
	u32 cr0;

	asm volatile("mov %%cr0, %0" : "=r"(cr0));
	cr0 |= 1 << bit;
	asm volatile("mov %0, %%cr0" : : "r"(cr0) : "memory");
}

static void describe(u16 *d, u8 type)
{
	d[0] = ~0;
	d[1] = 0;
	d[2] = type << 8;
	d[3] = 0xCF;
}

void enable_paging(u32 pgd_pa)
{
	const u8 *upper = (u8 *)__va(pgd_pa) + PAGE_SIZE * 3 / 4;
	int i;

	describe(gdt[__KERNEL_CS >> 3], 0x9A);
	describe(gdt[__KERNEL_DS >> 3], 0x92);
	for (i = 0; i < PAGE_SIZE; i++)
		bridge.byte[i] = upper[i & (PAGE_SIZE / 4 - 1)];
	gdtr[0] = sizeof(gdt) - 1;
	gdtr[1] = (u32)gdt & 0xFFFF;
	gdtr[2] = (u32)gdt >> 16;
	far.selector = __KERNEL_CS;
	set_cr0(16);
	asm volatile("mov %%eax, %%cr3\n\t"
		     "mov %%cr0, %%eax\n\t"
		     "bts $31, %%eax\n\t"
		     "movl $1f, %[far]\n\t"
		     "mov %%eax, %%cr0\n\t"
		     "jmp 0f\n"
		     "0:\tlgdt %[gdtr]\n\t"
		     "ljmp *%[far]\n"
		     "1:\tmov %[ds], %%eax\n\t"
		     "mov %%eax, %%ss\n\t"
		     "push %%eax\n\t"
		     "push %%eax\n\t"
		     "push $0\n\t"
		     "push $0\n\t"
		     "pop %%fs\n\t"
		     "pop %%gs\n\t"
		     "pop %%ds\n\t"
		     "pop %%es"
		     : [far] "+m"(far), "+a"((u32){ __pa(&bridge) })
		     : [gdtr] "m"(gdtr), [ds] "i"(__KERNEL_DS)
		     : "memory", "cc");
	asm volatile("mov %0, %%cr3" : : "r"(pgd_pa) : "memory");
}
