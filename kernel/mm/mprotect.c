/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include <asm/mman.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

/* Chapter 9: mprotect.c: the entries */
static void change_protection(struct vm_area_struct *vma)
{
	struct mm_struct *mm = vma->vm_mm;
	u32 va;

	spin_lock(&mm->page_table_lock);
	for (va = vma->vm_start; va < vma->vm_end; va += PAGE_SIZE) {
		pte_t *pte = lookup_address(mm->pgd, va);

		if (!pte || !pte_present(*pte))
			continue;
		set_pte(pte, pte_modify(*pte, vma->vm_page_prot));
		__flush_tlb_one(va);
	}
	spin_unlock(&mm->page_table_lock);
}
/* Chapter 9: mprotect.c: one vma */

/* The part of a vma from start to end gets these flags. */
static int mprotect_fixup(struct mm_struct *mm, u32 start, u32 end,
			  u32 flags)
{
	struct vm_area_struct *vma;
	int error = split_at(mm, start);

	if (!error)
		error = split_at(mm, end);
	if (error)
		return error;
	vma = find_vma(mm, start);
	vma->vm_flags = flags;
	vma->vm_page_prot = protection_map[flags & 15];
	change_protection(vma);
	/* Chapter 10: mprotect_fixup: pages that were not worth it before */
	/* when they are touched */
	join_neighbours(vma);
	return error;
}
/* Chapter 9: mprotect.c: all of them */

static int do_mprotect(struct mm_struct *mm, u32 start, u32 end,
		       u32 prot)
{
	u32 at, next;
	int error;

	for (at = start; at < end; at = next) {
		struct vm_area_struct *vma = find_vma(mm, at);

		if (!vma || vma->vm_start > at)
			return -ENOMEM;
		/* Chapter 9: do_mprotect: may it? */
		/* Chapter 16: do_mprotect: may it? */
		if (prot & ~(vma->vm_flags >> 4))
			return -EACCES;
		next = vma->vm_end < end ? vma->vm_end : end;
		error = mprotect_fixup(mm, at, next,
				       (vma->vm_flags & ~VM_ACCESS) |
				       prot);
		if (error)
			return error;
	}
	return 0;
}
/* Chapter 9: mprotect.c: the call */

static long sys_mprotect(u32 start, u32 len, u32 prot)
{
	u32 end = start + PAGE_ALIGN(len);
	long answer;

	if (start & ~PAGE_MASK)
		return -EINVAL;
	if (end < start)
		return -ENOMEM;
	if (prot & ~(PROT_READ | PROT_WRITE | PROT_EXEC | PROT_SEM))
		return -EINVAL;
	down_write(&current->mm->mmap_sem);
	answer = do_mprotect(current->mm, start, end,
			     prot & VM_ACCESS);
	up_write(&current->mm->mmap_sem);
	return answer;
}
syscall(125, sys_mprotect);
