/* SPDX-License-Identifier: GPL-2.0-only */
/* It calls itself for the same page, and for the next one. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

static bool put_over(struct mm_struct *mm, pte_t *pte, pte_t seen, pte_t entry, u32 va)
{
	bool same;

	spin_lock(&mm->page_table_lock);
	same = pte_same(*pte, seen);
	if (same) {
		set_pte(pte, pte_mkdirty(pte_mkwrite(entry)));
		__flush_tlb_one(va);
	}
	spin_unlock(&mm->page_table_lock);
	return same;
}

static struct page *fill(struct page *from)
{
	struct page *to = alloc_page(GFP_HIGHUSER);

	if (!to)
		return NULL;
	if (PageReserved(from))
		clear_highpage(to);
	else
		copy_highpage(to, from);
	return to;
}

static int own(struct vm_area_struct *vma, u32 va, pte_t *pte)
{
	struct mm_struct *mm = vma->vm_mm;
	struct page *page, *copy;
	bool alone, counted;
	pte_t seen;

	spin_lock(&mm->page_table_lock);
	seen = *pte;
	page = pte_page(seen);
	if (pte_none(seen) || pte_write(seen)) {
		spin_unlock(&mm->page_table_lock);
		return 0;
	}
	counted = !PageReserved(page);
	alone = counted && page_count(page) == 1;
	if (alone) {
		set_pte(pte, pte_mkwrite(pte_mkdirty(seen)));
		__flush_tlb_one(va);
	} else if (counted) {
		get_page(page);
	}
	spin_unlock(&mm->page_table_lock);
	if (alone)
		return 0;
	copy = fill(page);
	if (copy && put_over(mm, pte, seen, mk_pte(copy, vma->vm_page_prot), va)) {
		put_page(page);
		put_page(page);
		return 0;
	}
	put_page(page);
	if (!copy)
		return -ENOMEM;
	put_page(copy);
	return own(vma, va, pte);
}

int break_cow(struct vm_area_struct *vma, u32 start, u32 end)
{
	pte_t *pte;
	int error;

	if (!(vma->vm_flags & VM_WRITE))
		return -EFAULT;
	if (start >= end)
		return 0;
	pte = lookup_address(vma->vm_mm->pgd, start);
	error = pte ? own(vma, start, pte) : 0;
	return error ? error : break_cow(vma, start + PAGE_SIZE, end);
}
