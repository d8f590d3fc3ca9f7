/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

/*
 * Makes every page from start to end that is there the program's
 * own, so that a store to it is no fault. start, end: multiples of a
 * page, within vma. Takes page_table_lock, and holds it neither
 * while it finds and fills a frame nor in the end. -EFAULT: no
 * VM_WRITE, nothing has changed. -ENOMEM: no frame; the pages before
 * are done, the others as they were. The caller holds mmap_sem, for
 * reading at least. May sleep.
 */
int break_cow(struct vm_area_struct *vma, u32 start, u32 end)
{
	return -EEXIST;
}
