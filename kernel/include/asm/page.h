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
#endif
/* Chapter 9 (address-spaces) */

#define PAGE_MASK (~(PAGE_SIZE - 1))
