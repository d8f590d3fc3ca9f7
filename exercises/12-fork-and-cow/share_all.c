/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

/*
 * Gives child, which nobody else knows yet and which is empty, all
 * vmas of parent and what they have; private pages are shared until
 * somebody stores. 0, or -ENOMEM: then nothing of the child's is
 * left but its directory, and the parent may write to all that it
 * could write to. Takes parent's page_table_lock. The caller holds
 * parent's mmap_sem for writing. May sleep. Linux: dup_mmap, which
 * leaves the entries protected if it fails.
 */
int share_all(struct mm_struct *child, struct mm_struct *parent)
{
	return -EINVAL;
}
