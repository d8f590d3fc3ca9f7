/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once

#define PAGE_OFFSET 0xC0000000
#define PAGE_SHIFT  12
#define PAGE_SIZE   (1 << PAGE_SHIFT)

#ifndef __ASSEMBLER__
/* Chapter 1: page.h: addresses and frame numbers */
#define __va(pa) ((void *)((unsigned long)(pa) + PAGE_OFFSET))
#define __pa(va) ((unsigned long)(va) - PAGE_OFFSET)

#define PFN_DOWN(pa) ((pa) >> PAGE_SHIFT)
#define PFN_UP(pa)   PFN_DOWN((pa) + PAGE_SIZE - 1)
#define PAGE_ALIGN(x) (((x) + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1UL))
/* Chapter 3: page.h: addresses and frame numbers */

/* Makes zeros of the page at a kernel address. */
static inline void clear_page(void *page)
{
	unsigned long words = PAGE_SIZE / 4;

	asm volatile("rep stosl"
		     : "+D"(page), "+c"(words) : "a"(0) : "memory");
}
/* Chapter 3: page.h: addresses and frame numbers */

/* Copies the page at one kernel address to another. */
static inline void copy_page(void *to, const void *from)
{
	unsigned long words = PAGE_SIZE / 4;

	asm volatile("rep movsl"
		     : "+D"(to), "+S"(from), "+c"(words) : : "memory");
}
/* Chapter 1 (boot) */
#endif
/* Chapter 9 (address-spaces) */

#define PAGE_MASK (~(PAGE_SIZE - 1))
