/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/list.h>
#include <linux/mm.h>
/* Chapter 3: memory.c: more headers */
/* Chapter 6: memory.c: more headers */
#include <linux/sched.h>
/* Chapter 10: memory.c: more headers */
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
/* Chapter 11: memory.c: more headers */
#include <linux/preempt.h>
#include <linux/replay.h>
/* Chapter 16: memory.c: more headers */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/pagemap.h>
/* Chapter 21: memory.c: more headers */
#include <linux/rmap.h>
#include <linux/swap.h>

/* Chapter 3: memory.c: a table if there is none */
/* dir has none. False: no memory. */
static bool new_table(pgd_t *dir, u32 rights)
{
	struct page *table = pte_alloc_one();

	if (!table)
		return false;
	/* Chapter 11: new_table: put it in */
	yield_point("new_table");
	preempt_disable();
	if (pgd_none(*dir)) {
		dir->pgd = page_to_pfn(table) << PAGE_SHIFT | rights;
		table = NULL;
	}
	preempt_enable();
	if (table)
		put_page(table);
	return true;
}
/* Chapter 3: memory.c: a table if there is none */

static inline pte_t *pte_alloc(pgd_t *dir, u32 va, u32 rights)
{
	if (pgd_none(*dir) && !new_table(dir, rights))
		return NULL;
	return pte_offset_map(dir, va);
}
/* Chapter 3: memory.c: a table if there is none */

pte_t *pte_alloc_map(pgd_t *dir, u32 va)
{
	return pte_alloc(dir, va, _PAGE_TABLE);
}

pte_t *pte_alloc_kernel(pgd_t *dir, u32 va)
{
	return pte_alloc(dir, va, _KERNPG_TABLE);
}
/* Chapter 3: memory.c: tables away */

void clear_page_tables(pgd_t *pgd, u32 first, u32 nr)
{
	struct list_head tables;

	INIT_LIST_HEAD(&tables);
	for (pgd += first; nr; nr--, pgd++) {
		if (pgd_none(*pgd))
			continue;
		list_add(&pgd_page(*pgd)->lru, &tables);
		pgd_clear(pgd);
	}
	__flush_tlb();
	/* Chapter 3: clear_page_tables: let go of those in the list */
	while (!list_empty(&tables)) {
		struct page *table = list_entry(tables.next,
						struct page, lru);

		list_del(&table->lru);
		put_page(table);
	}
}
/* Chapter 6 (user-mode) */

/* Chapter 21: memory.c: what one table maps goes */
static void zap_pte_range(struct mm_struct *mm, pgd_t *dir, u32 va,
			  u32 end)
{
	u32 base = (u32)(dir - mm->pgd) << PGDIR_SHIFT;
	pte_t *pte, old;

	if (va < base)
		va = base;
	if (end > base + PGDIR_SIZE)
		end = base + PGDIR_SIZE;
	pte = pte_offset_map(dir, va);
	for (; va < end; va += PAGE_SIZE, pte++) {
		if (pte_none(*pte))
			continue;
		old = ptep_get_and_clear(pte);
		if (!pte_present(old)) {
			free_swap_and_cache(pte_to_swp_entry(old));
			continue;
		}
		__flush_tlb_one(va);
		/* Chapter 6: zap_pte_range: one entry less */
		/* Chapter 18: zap_pte_range: one entry less */
		if (pte_dirty(old))
			set_page_dirty(pte_page(old));
		page_remove_rmap(pte_page(old));
		free_page_and_swap_cache(pte_page(old));
	}
	pte_unmap(pte - 1);
}

void unmap_page_range(struct mm_struct *mm, u32 va, u32 end)
{
	pgd_t *dir = pgd_offset(mm, va);
	pgd_t *last = pgd_offset(mm, end - 1);

	for (; dir <= last; dir++)
		if (!pgd_none(*dir))
			zap_pte_range(mm, dir, va, end);
}
/* Chapter 10 (demand-paging) */

/* Chapter 10: memory.c: may it be written? */
static pte_t maybe_mkwrite(pte_t entry,
			   const struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_WRITE ? pte_mkwrite(entry) : entry;
}
/* Chapter 12: memory.c: may it be written? */

static void copy_cow_page(struct page *to, struct page *from)
{
	if (from == ZERO_PAGE)
		clear_highpage(to);
	else
		copy_highpage(to, from);
}

/* Chapter 16: memory.c: a first page */
static int do_anonymous_page(struct mm_struct *mm,
			     struct vm_area_struct *vma, u32 address,
			     bool write, pte_t *pte)
{
	struct page *page;

	if (!write) {
		set_pte(pte, pte_wrprotect(mk_pte(ZERO_PAGE,
						  vma->vm_page_prot)));
		spin_unlock(&mm->page_table_lock);
		return VM_FAULT_MINOR;
	}
	spin_unlock(&mm->page_table_lock);
	page = alloc_page(GFP_HIGHUSER);
	if (!page)
		return VM_FAULT_OOM;
	clear_highpage(page);
	spin_lock(&mm->page_table_lock);
	/* Chapter 16: memory.c: put it in, if nobody has */
	if (pte_none(*pte)) {
		pte_t entry = mk_pte(page, vma->vm_page_prot);

		set_pte(pte, write ? maybe_mkwrite(pte_mkdirty(entry), vma) :
				     entry);
		/* Chapter 21: memory.c: one entry more */
		if (page->mapping)
			page_add_rmap(page);
		else
			page_add_anon_rmap(page, vma, address);
		page = NULL;
	}
	spin_unlock(&mm->page_table_lock);
	if (page)
		put_page(page);
	return VM_FAULT_MINOR;
}

/* Chapter 16: memory.c: a page of a file */
/* A copy of page, which is let go; NULL: no memory. */
static struct page *copy_early(struct page *page)
{
	struct page *copy = alloc_page(GFP_HIGHUSER);

	if (copy)
		copy_highpage(copy, page);
	put_page(page);
	return copy;
}

/* Chapter 16: memory.c: do_no_page */
static int do_no_page(struct mm_struct *mm,
		      struct vm_area_struct *vma, u32 address,
		      bool write, pte_t *pte)
{
	struct address_space *mapping;
	struct page *page;
	u32 count;

	if (!vma->vm_file)
		return do_anonymous_page(mm, vma, address, write, pte);
	spin_unlock(&mm->page_table_lock);
	mapping = file_mapping(vma->vm_file);
	count = mapping->truncate_count;
	page = filemap_nopage(vma, address);
	if (IS_ERR(page))
		return PTR_ERR(page) == -ENOMEM ? VM_FAULT_OOM :
						  VM_FAULT_SIGBUS;
	if (write && !(vma->vm_flags & VM_SHARED))
		page = copy_early(page);
	if (!page)
		return VM_FAULT_OOM;
	yield_point("do_no_page");
	spin_lock(&mm->page_table_lock);
	/* Chapter 16: do_no_page: has the file become shorter? */
	if (count != mapping->truncate_count) {
		spin_unlock(&mm->page_table_lock);
		put_page(page);
		return VM_FAULT_MINOR;
	}
	/* Chapter 16: memory.c: put it in, if nobody has */
	if (pte_none(*pte)) {
		pte_t entry = mk_pte(page, vma->vm_page_prot);

		set_pte(pte, write ? maybe_mkwrite(pte_mkdirty(entry), vma) :
				     entry);
		/* Chapter 21: memory.c: one entry more */
		if (page->mapping)
			page_add_rmap(page);
		else
			page_add_anon_rmap(page, vma, address);
		page = NULL;
	}
	spin_unlock(&mm->page_table_lock);
	if (page)
		put_page(page);
	return VM_FAULT_MINOR;
}
/* Chapter 21: memory.c: a store to a page that is read-only */

/* Called with page_table_lock held; releases it. */
static int do_wp_page(struct mm_struct *mm,
		      struct vm_area_struct *vma, u32 address,
		      pte_t *pte, pte_t entry)
{
	struct page *old = pte_page(entry), *new;
	bool alone = false;

	if (!PageReserved(old) && trylock_page(old)) {
		alone = can_share_swap_page(old);
		unlock_page(old);
	}
	if (alone) {
		set_pte(pte, maybe_mkwrite(pte_mkyoung(
				pte_mkdirty(entry)), vma));
		__flush_tlb_one(address);
		spin_unlock(&mm->page_table_lock);
		return VM_FAULT_MINOR;
	}
	/* Chapter 10: do_wp_page: hold what is to be copied */
	/* Chapter 12: do_wp_page: hold what is to be copied */
	if (!PageReserved(old))
		get_page(old);
	spin_unlock(&mm->page_table_lock);
	/* Chapter 12: do_wp_page: a page of one's own */
	new = alloc_page(GFP_HIGHUSER);
	if (!new) {
		put_page(old);
		return VM_FAULT_OOM;
	}
	copy_cow_page(new, old);
	/* Chapter 12: do_wp_page: who comes in between? */
	yield_point("do_wp_page");
	spin_lock(&mm->page_table_lock);
	if (pte_same(*pte, entry)) {
		set_pte(pte, maybe_mkwrite(pte_mkdirty(
				mk_pte(new, vma->vm_page_prot)), vma));
		__flush_tlb_one(address);
		/* Chapter 21: do_wp_page: one entry for another */
		page_add_anon_rmap(new, vma, address);
		page_remove_rmap(old);
		new = old;
	}
	spin_unlock(&mm->page_table_lock);
	put_page(new);
	put_page(old);
	return VM_FAULT_MINOR;
}
/* Chapter 21: memory.c: do_swap_page */

/* Called with page_table_lock held; releases it. */
static int do_swap_page(struct mm_struct *mm,
			struct vm_area_struct *vma, u32 address,
			bool write, pte_t *pte, pte_t was)
{
	swp_entry_t entry = pte_to_swp_entry(was);
	struct page *page;
	int answer = VM_FAULT_MINOR;

	spin_unlock(&mm->page_table_lock);
	page = read_swap_cache(entry);
	if (page) {
		mark_page_accessed(page);
		lock_page(page);
	}
	yield_point("do_swap_page");
	spin_lock(&mm->page_table_lock);
	/* Chapter 21: do_swap_page: is it still wanted, and there? */
	if (pte_same(*pte, was) && !page)
		answer = VM_FAULT_OOM;
	else if (pte_same(*pte, was) && !PageUptodate(page))
		answer = VM_FAULT_SIGBUS;
	if (!pte_same(*pte, was) || answer != VM_FAULT_MINOR) {
		spin_unlock(&mm->page_table_lock);
		if (page) {
			unlock_page(page);
			free_page_and_swap_cache(page);
		}
		return answer;
	}
	swap_free(entry);
	/* Chapter 21: do_swap_page: give the slot up? */
	if (nr_swap_pages < total_swap_pages / 2)
		remove_exclusive_swap_page(page);
	/* Chapter 21: do_swap_page: the entry */
	pte_t new = mk_pte(page, vma->vm_page_prot);

	if (write && can_share_swap_page(page)) {
		new = maybe_mkwrite(pte_mkdirty(new), vma);
		write = false;
	}
	unlock_page(page);
	set_pte(pte, new);
	page_add_anon_rmap(page, vma, address);
	if (write)
		return do_wp_page(mm, vma, address, pte, new);
	spin_unlock(&mm->page_table_lock);
	return VM_FAULT_MINOR;
}
/* Chapter 10: memory.c: handle_pte_fault */

/* Called with page_table_lock held; releases it. */
static int handle_pte_fault(struct mm_struct *mm,
			    struct vm_area_struct *vma, u32 address,
			    bool write, pte_t *pte)
{
	pte_t entry = *pte;

	if (pte_none(entry))
		return do_no_page(mm, vma, address, write, pte);
	/* Chapter 10: handle_pte_fault: not present, and not empty */
	/* Chapter 21: handle_pte_fault: not present, and not empty */
	if (!pte_present(entry))
		return do_swap_page(mm, vma, address, write, pte, entry);
	if (write && !pte_write(entry))
		return do_wp_page(mm, vma, address, pte, entry);
	entry = pte_mkyoung(entry);
	set_pte(pte, write ? pte_mkdirty(entry) : entry);
	__flush_tlb_one(address);
	spin_unlock(&mm->page_table_lock);
	return VM_FAULT_MINOR;
}

int handle_mm_fault(struct mm_struct *mm, struct vm_area_struct *vma,
		    u32 address, bool write)
{
	pte_t *pte = pte_alloc_map(pgd_offset(mm, address), address);

	if (!pte)
		return VM_FAULT_OOM;
	/* Chapter 10: handle_mm_fault: what must be had before the lock */
	/* Chapter 21: handle_mm_fault: what must be had before the lock */
	if (write && !vma->anon_vma && !(vma->vm_flags & VM_SHARED) &&
	    anon_vma_prepare(vma))
		return VM_FAULT_OOM;
	spin_lock(&mm->page_table_lock);
	return handle_pte_fault(mm, vma, address, write, pte);
}
/* Chapter 10 (demand-paging) */

char empty_zero_page[PAGE_SIZE] __attribute__((aligned(PAGE_SIZE)));
/* Chapter 10 (demand-paging) */

int make_pages_present(struct vm_area_struct *vma, u32 start, u32 end)
{
	bool write = vma->vm_flags & VM_WRITE;

	for (; start < end; start += PAGE_SIZE)
		if (handle_mm_fault(vma->vm_mm, vma, start, write) ==
		    VM_FAULT_OOM)
			return -ENOMEM;
	return 0;
}
/* Chapter 11 (processes) */

/* Chapter 11: memory.c: one entry, once more */
/* *to is empty. The pages are copied by what the kernel has. */
static int copy_one_pte(pte_t *to, pte_t *from,
			const struct vm_area_struct *vma)
{
	/* Chapter 21: copy_one_pte: the page */
	struct page *page;

	if (!pte_present(*from)) {
		swap_duplicate(pte_to_swp_entry(*from));
		set_pte(to, *from);
		return 0;
	}
	page = pte_page(*from);
	if (!PageReserved(page)) {
		/* Chapter 16: copy_one_pte: ask me first */
		if (!(vma->vm_flags & VM_SHARED))
			ptep_set_wrprotect(from);
		get_page(page);
		/* Chapter 12: copy_one_pte: one entry more */
		/* Chapter 18: copy_one_pte: one entry more */
		page_add_rmap(page);
	}
	set_pte(to, pte_mkold(*from));
	return 0;
}
/* Chapter 11: memory.c: the entries of one table, once more */

/* From va to end, which lie in one table; it exists. */
static int copy_pte_range(struct mm_struct *mm,
			  const struct vm_area_struct *vma, u32 va,
			  u32 end)
{
	pte_t *from = pte_offset_map(pgd_offset(vma->vm_mm, va), va);
	pte_t *to = pte_alloc_map(pgd_offset(mm, va), va);
	int error = to ? 0 : -ENOMEM;

	/* Chapter 16: copy_pte_range: the locks */
	spin_lock(&mm->page_table_lock);
	spin_lock(&vma->vm_mm->page_table_lock);
	for (; va < end && !error; va += PAGE_SIZE, from++, to++)
		if (!pte_none(*from))
			error = copy_one_pte(to, from, vma);
	/* Chapter 16: copy_pte_range: the locks again */
	spin_unlock(&vma->vm_mm->page_table_lock);
	spin_unlock(&mm->page_table_lock);
	return error;
}

int copy_page_range(struct mm_struct *mm,
		    const struct vm_area_struct *vma)
{
	u32 va = vma->vm_start, next;
	int error = 0;

	for (; va < vma->vm_end && !error; va = next) {
		next = (pgd_index(va) + 1) << PGDIR_SHIFT;
		if (next > vma->vm_end)
			next = vma->vm_end;
		if (!pgd_none(*pgd_offset(vma->vm_mm, va)))
			error = copy_pte_range(mm, vma, va, next);
	}
	return error;
}
/* Chapter 16 (mapped-files) */

void unmap_mapping_range(struct address_space *mapping, u32 first)
{
	struct vm_area_struct *vma;
	struct mm_struct *mm;
	u32 from;

	spin_lock(&i_mmap_lock);
	mapping->truncate_count++;
	list_for_each_entry(vma, &mapping->i_mmap, vm_shared) {
		mm = vma->vm_mm;
		from = first_beyond(vma, first);
		if (from == vma->vm_end)
			continue;
		spin_lock(&mm->page_table_lock);
		unmap_page_range(mm, from, vma->vm_end);
		spin_unlock(&mm->page_table_lock);
	}
	spin_unlock(&i_mmap_lock);
}
