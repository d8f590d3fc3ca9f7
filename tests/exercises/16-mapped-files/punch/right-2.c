/* SPDX-License-Identifier: GPL-2.0-only */
/* Runs of entries that go, each unmapped in one piece. */
#include <asm/pgtable.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>

static bool goes(struct mm_struct *mm, u32 va, struct address_space *mapping, bool cows)
{
	pte_t *pte = lookup_address(mm->pgd, va);

	return cows || !pte || !pte_present(*pte) || pte_page(*pte)->mapping == mapping;
}

static void runs(struct mm_struct *mm, u32 va, u32 end, struct address_space *mapping, bool cows)
{
	u32 from = va;

	for (; va < end; va += PAGE_SIZE) {
		if (goes(mm, va, mapping, cows))
			continue;
		if (from < va)
			unmap_page_range(mm, from, va);
		from = va + PAGE_SIZE;
	}
	if (from < end)
		unmap_page_range(mm, from, end);
}

static u32 address(struct vm_area_struct *vma, u32 page)
{
	return vma->vm_start + ((page - vma->vm_pgoff) << PAGE_SHIFT);
}

void punch(struct address_space *mapping, u32 first, u32 last, bool even_cows)
{
	struct list_head *at;
	struct page *page;

	spin_lock(&i_mmap_lock);
	mapping->truncate_count += 1;
	for (at = mapping->i_mmap.prev; at != &mapping->i_mmap; at = at->prev) {
		struct vm_area_struct *vma = list_entry(at, struct vm_area_struct, vm_shared);
		u32 low = vma->vm_pgoff, high = vma->vm_pgoff + (vma->vm_end - vma->vm_start - 1) / PAGE_SIZE;

		low = low < first ? first : low;
		high = high > last ? last : high;
		if (low > high)
			continue;
		spin_lock(&vma->vm_mm->page_table_lock);
		runs(vma->vm_mm, address(vma, low), address(vma, high) + PAGE_SIZE, mapping, even_cows);
		spin_unlock(&vma->vm_mm->page_table_lock);
	}
	spin_unlock(&i_mmap_lock);
	spin_lock(&tree_lock);
	while (first <= last && (page = radix_tree_next(&mapping->page_tree, &first)) && first <= last)
		remove_from_page_cache(page);
	spin_unlock(&tree_lock);
}
