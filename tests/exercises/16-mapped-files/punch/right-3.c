/* SPDX-License-Identifier: GPL-2.0-only */
/* The borders are addresses, and it is counted at the first vma of the list. */
#include <asm/pgtable.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>

static u32 border(const struct vm_area_struct *vma, u32 page)
{
	u32 pages = (vma->vm_end - vma->vm_start) / PAGE_SIZE;

	if (page <= vma->vm_pgoff)
		return vma->vm_start;
	return page - vma->vm_pgoff >= pages ? vma->vm_end : vma->vm_start + (page - vma->vm_pgoff) * PAGE_SIZE;
}

static void some(struct vm_area_struct *vma, u32 from, u32 to, struct address_space *mapping)
{
	for (; from < to; from += PAGE_SIZE) {
		pte_t *pte = lookup_address(vma->vm_mm->pgd, from);

		if (pte && !pte_none(*pte) && pte_page(*pte)->mapping == mapping)
			unmap_page_range(vma->vm_mm, from, from + PAGE_SIZE);
	}
}

void punch(struct address_space *mapping, u32 first, u32 last, bool even_cows)
{
	struct vm_area_struct *vma;
	struct page *page;

	spin_lock(&i_mmap_lock);
	list_for_each_entry(vma, &mapping->i_mmap, vm_shared) {
		u32 from = border(vma, first), to = last == ~0U ? vma->vm_end : border(vma, last + 1);

		if (vma->vm_shared.prev == &mapping->i_mmap)
			mapping->truncate_count++;
		if (from == to)
			continue;
		spin_lock(&vma->vm_mm->page_table_lock);
		if (even_cows)
			unmap_page_range(vma->vm_mm, from, to);
		else
			some(vma, from, to, mapping);
		spin_unlock(&vma->vm_mm->page_table_lock);
	}
	if (list_empty(&mapping->i_mmap))
		mapping->truncate_count++;
	spin_unlock(&i_mmap_lock);
	do {
		spin_lock(&tree_lock);
		page = radix_tree_next(&mapping->page_tree, &first);
		if (page && first <= last)
			remove_from_page_cache(page);
		spin_unlock(&tree_lock);
	} while (page && first < last);
}
