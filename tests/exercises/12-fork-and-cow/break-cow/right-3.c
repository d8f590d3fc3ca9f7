/* SPDX-License-Identifier: GPL-2.0-only */
/* One try is a function with three answers, called until it says that the page is done; the frame comes before the second look at the entry. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

enum answer { DONE, AGAIN, NONE_LEFT };

static enum answer look(struct vm_area_struct *vma, u32 va, pte_t *pte)
{
	struct mm_struct *mm = vma->vm_mm;
	struct page *old, *new;
	enum answer answer = DONE;
	pte_t entry;

	spin_lock(&mm->page_table_lock);
	entry = *pte;
	if (!pte_present(entry) || pte_write(entry))
		goto out;
	old = pte_page(entry);
	if (!PageReserved(old) && page_count(old) == 1) {
		set_pte(pte, pte_mkyoung(pte_mkdirty(pte_mkwrite(entry))));
		__flush_tlb_one(va);
		goto out;
	}
	spin_unlock(&mm->page_table_lock);
	new = alloc_page(GFP_HIGHUSER);
	if (!new)
		return NONE_LEFT;
	answer = AGAIN;
	spin_lock(&mm->page_table_lock);
	if (!pte_same(*pte, entry)) {
		put_page(new);
		goto out;
	}
	if (!PageReserved(old))
		get_page(old);
	spin_unlock(&mm->page_table_lock);
	if (PageReserved(old))
		clear_highpage(new);
	else
		copy_highpage(new, old);
	spin_lock(&mm->page_table_lock);
	if (pte_same(*pte, entry)) {
		set_pte(pte, pte_mkdirty(pte_mkwrite(mk_pte(new, vma->vm_page_prot))));
		__flush_tlb_one(va);
		put_page(old);
	} else {
		put_page(new);
	}
	put_page(old);
out:
	spin_unlock(&mm->page_table_lock);
	return answer;
}

int break_cow(struct vm_area_struct *vma, u32 start, u32 end)
{
	enum answer answer;
	pte_t *pte;
	u32 i, n = (end - start) >> PAGE_SHIFT;

	if (!(vma->vm_flags & VM_WRITE))
		return -EFAULT;
	for (i = 0; i < n; i++) {
		pte = lookup_address(vma->vm_mm->pgd, start + i * PAGE_SIZE);
		do
			answer = pte ? look(vma, start + i * PAGE_SIZE, pte) : DONE;
		while (answer == AGAIN);
		if (answer == NONE_LEFT)
			return -ENOMEM;
	}
	return 0;
}
