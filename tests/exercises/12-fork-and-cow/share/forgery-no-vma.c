/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: the child gets none */
/* The child is told that it has a vma, and the page comes with the first fault. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>

#define VM_SHARED	0x08
#define VM_DONTCOPY	0x20000
#define VM_WIPEONFORK	0x2000000

bool share_range(const struct vm_area_struct *vma, pte_t *from, pte_t *to)
{
	return !(vma->vm_flags & VM_DONTCOPY);
}
