/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: a vma of the parent's is missing in the child */
/* The child gets the parent's own tables, and its vmas as well. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

int share_all(struct mm_struct *child, struct mm_struct *parent)
{
	child->mmap = parent->mmap;
	for (u32 i = 0; i < pgd_index(PAGE_OFFSET); i++)
		child->pgd[i] = parent->pgd[i];
	return 0;
}
