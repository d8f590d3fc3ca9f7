/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: one mapping: it changes an entry by itself */
/* Entries are cleared by a loop of its own, and nobody lets go of the pages. */
#include <asm/pgtable.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>

void punch(struct address_space *mapping, u32 first, u32 last, bool even_cows)
{
	struct vm_area_struct *vma;
	struct page *page;
	u32 va, number;
	pte_t *pte;

	spin_lock(&i_mmap_lock);
	mapping->truncate_count++;
	list_for_each_entry(vma, &mapping->i_mmap, vm_shared) {
		spin_lock(&vma->vm_mm->page_table_lock);
		for (va = vma->vm_start; va < vma->vm_end; va += PAGE_SIZE) {
			number = vma->vm_pgoff + (va - vma->vm_start) / PAGE_SIZE;
			pte = lookup_address(vma->vm_mm->pgd, va);
			if (pte && number >= first && number <= last && (even_cows || pte_page(*pte)->mapping == mapping))
				pte_clear(pte);
		}
		spin_unlock(&vma->vm_mm->page_table_lock);
	}
	spin_unlock(&i_mmap_lock);
	spin_lock(&tree_lock);
	while ((page = radix_tree_next(&mapping->page_tree, &first)) && first <= last)
		remove_from_page_cache(page);
	spin_unlock(&tree_lock);
}
