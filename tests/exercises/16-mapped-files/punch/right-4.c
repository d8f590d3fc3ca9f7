/* SPDX-License-Identifier: GPL-2.0-only */
/* By itself, from one vma to the next. */
#include <asm/pgtable.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>

struct hole {
	struct address_space *file;
	u32 first, last;
	bool cows;
};

static void page_out(const struct hole *hole, struct mm_struct *mm, u32 va)
{
	pte_t *pte = hole->cows ? NULL : lookup_address(mm->pgd, va);

	if (hole->cows || (pte && pte_present(*pte) && pte_page(*pte)->mapping == hole->file))
		unmap_page_range(mm, va, va + PAGE_SIZE);
}

static void vmas(const struct hole *hole, struct list_head *at)
{
	struct vm_area_struct *vma = list_entry(at, struct vm_area_struct, vm_shared);
	u32 va, page;

	if (at == &hole->file->i_mmap)
		return;
	spin_lock(&vma->vm_mm->page_table_lock);
	for (va = vma->vm_start; va < vma->vm_end; va += PAGE_SIZE) {
		page = vma->vm_pgoff + (va - vma->vm_start) / PAGE_SIZE;
		if (page - hole->first <= hole->last - hole->first)
			page_out(hole, vma->vm_mm, va);
	}
	spin_unlock(&vma->vm_mm->page_table_lock);
	vmas(hole, at->next);
}

static void cache(const struct hole *hole, u32 at)
{
	struct page *page = radix_tree_next(&hole->file->page_tree, &at);

	if (!page || at > hole->last)
		return;
	remove_from_page_cache(page);
	cache(hole, at);
}

void punch(struct address_space *mapping, u32 first, u32 last, bool even_cows)
{
	const struct hole hole = { mapping, first, last, even_cows };

	spin_lock(&i_mmap_lock);
	mapping->truncate_count++;
	vmas(&hole, mapping->i_mmap.next);
	spin_unlock(&i_mmap_lock);
	spin_lock(&tree_lock);
	cache(&hole, first);
	spin_unlock(&tree_lock);
}
