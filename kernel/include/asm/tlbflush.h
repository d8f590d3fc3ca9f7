/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#pragma once
#include <linux/types.h>

/* Forgets all translations, except global ones. */
static inline void __flush_tlb(void)
{
	u32 cr3;

	asm volatile("movl %%cr3, %0\n\tmovl %0, %%cr3"
		     : "=r"(cr3) : : "memory");
}
/* Chapter 3 (paging) */

/* Forgets the translation of one page. */
static inline void __flush_tlb_one(u32 va)
{
	asm volatile("invlpg (%0)" : : "r"(va) : "memory");
}
/* Chapter 6 (user-mode) */

/* Makes a page directory (its address in lowmem) the current one. */
#define load_cr3(pgd) \
	asm volatile("movl %0, %%cr3" : : "r"(__pa(pgd)) : "memory")
