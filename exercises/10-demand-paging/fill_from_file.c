/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/highmem.h>
#include <linux/mm.h>

/*
 * Copies into a cleared page those bytes of the vma's file that
 * belong there, with one call of copy_to_highpage, or with none if
 * there are no such bytes. va: the page's address in the program, a
 * multiple of PAGE_SIZE. vm_file is not NULL, and vm_file_start +
 * vm_file_len is at most TASK_SIZE. The caller holds mmap_sem.
 */
void fill_from_file(struct page *page,
		    const struct vm_area_struct *vma, u32 va)
{
}
