/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#pragma once
#include <asm/tlbflush.h>
#include <linux/sched.h>

/*
 * Walks next's tables from now on. Interrupts are off. Returns on
 * the same kernel stack: the kernel's half is in both.
 */
static inline void switch_mm(struct mm_struct *prev,
			     struct mm_struct *next)
{
	if (prev != next)
		load_cr3(next->pgd);
}
