/* SPDX-License-Identifier: GPL-2.0-only */
/* One walk that is told what to do with each entry. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

struct walk {
	struct mm_struct *child, *parent;
	bool lost;
};

typedef int visit(struct walk *w, struct vm_area_struct *vma, u32 va, pte_t *pte);

static int walk(struct walk *w, struct vm_area_struct *vma, visit *visit)
{
	int error = 0;

	for (u32 va = vma->vm_start; va < vma->vm_end && !error; va += PAGE_SIZE) {
		pgd_t *dir = &w->parent->pgd[va >> 22];

		if (!pgd_none(*dir) && !pte_none(*pte_offset_map(dir, va)))
			error = visit(w, vma, va, pte_offset_map(dir, va));
	}
	return error;
}

static int share(struct walk *w, struct vm_area_struct *vma, u32 va, pte_t *pte)
{
	pte_t *to = pte_alloc_map(&w->child->pgd[va >> 22], va);

	if (to == NULL)
		return -ENOMEM;
	spin_lock(&w->parent->page_table_lock);
	if (!PageReserved(pte_page(*pte))) {
		w->lost = w->lost || pte_write(*pte);
		get_page(pte_page(*pte));
		ptep_set_wrprotect(pte);
	}
	*to = pte_mkold(*pte);
	spin_unlock(&w->parent->page_table_lock);
	return 0;
}

static int back(struct walk *w, struct vm_area_struct *vma, u32 va, pte_t *pte)
{
	struct page *page = pte_page(*pte);

	spin_lock(&w->parent->page_table_lock);
	if ((vma->vm_flags & VM_WRITE) && page_count(page) < 2 && !PageReserved(page))
		*pte = pte_mkwrite(*pte);
	spin_unlock(&w->parent->page_table_lock);
	return 0;
}

int share_all(struct mm_struct *child, struct mm_struct *parent)
{
	struct walk w = { child, parent, false };
	struct vm_area_struct *vma;
	int error = 0;

	for (vma = parent->mmap; vma; vma = vma->vm_next) {
		error = -ENOMEM;
		if (!dup_vma(child, vma) || walk(&w, vma, share))
			break;
		error = 0;
	}
	if (error)
		exit_mmap(child);
	for (vma = error ? parent->mmap : NULL; vma; vma = vma->vm_next)
		walk(&w, vma, back);
	if (w.lost)
		__flush_tlb();
	return error;
}
