/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <linux/mm.h>
#include <linux/sched.h>
/* Chapter 6: mmap.c: headers */

/* Chapter 6: mmap.c: what later chapters need */

void exit_mmap(struct mm_struct *mm)
{
	unmap_page_range(mm, 0, PAGE_OFFSET);
	clear_page_tables(mm->pgd, 0, pgd_index(PAGE_OFFSET));
	/* Chapter 6: exit_mmap: what else there is */
}
