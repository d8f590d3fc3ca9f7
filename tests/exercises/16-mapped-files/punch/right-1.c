/* SPDX-License-Identifier: GPL-2.0-only */
/* Page by page, in 64 bits, with a lock for each. */
#include <asm/pgtable.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>

typedef unsigned long long u64;

static void one_page(struct vm_area_struct *vma, u32 va, const struct address_space *mapping, bool cows)
{
	struct mm_struct *mm = vma->vm_mm;
	pte_t *pte;

	spin_lock(&mm->page_table_lock);
	pte = lookup_address(mm->pgd, va);
	if (pte && pte_present(*pte) && (cows || pte_page(*pte)->mapping == mapping))
		unmap_page_range(mm, va, va + PAGE_SIZE);
	spin_unlock(&mm->page_table_lock);
}

void punch(struct address_space *mapping, u32 first, u32 last, bool even_cows)
{
	struct vm_area_struct *vma;
	struct page *page;
	u32 va, at = first;
	u64 number;

	spin_lock(&i_mmap_lock);
	++mapping->truncate_count;
	list_for_each_entry(vma, &mapping->i_mmap, vm_shared) {
		number = vma->vm_pgoff;
		for (va = vma->vm_start; va != vma->vm_end; va += PAGE_SIZE, number++)
			if (number >= first && number <= last)
				one_page(vma, va, mapping, even_cows);
	}
	spin_unlock(&i_mmap_lock);

	for (;;) {
		spin_lock(&tree_lock);
		page = radix_tree_next(&mapping->page_tree, &at);
		if (page && at > last)
			page = NULL;
		if (page)
			remove_from_page_cache(page);
		spin_unlock(&tree_lock);
		if (!page)
			break;
	}
}
