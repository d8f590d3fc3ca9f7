/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/swap.h>

static struct kmem_cache *anon_vma_cachep;

/* Chapter 21: rmap.c: lists of vmas */
static void anon_vma_init(void)
{
	anon_vma_cachep = kmem_cache_create("anon_vma",
					    sizeof(struct anon_vma));
	BUG_ON(!anon_vma_cachep);
}
device_initcall(anon_vma_init);

/* a ends where b begins: the list that both may have; or NULL. */
static struct anon_vma *of_neighbour(struct vm_area_struct *a,
				     struct vm_area_struct *b)
{
	if (!a || !b || a->vm_end != b->vm_start || a->vm_file ||
	    b->vm_file || (a->vm_flags ^ b->vm_flags) & ~VM_ACCESS)
		return NULL;
	return a->anon_vma ? a->anon_vma : b->anon_vma;
}
/* Chapter 21: rmap.c: lists of vmas */

static struct anon_vma *find_mergeable_anon_vma(
					struct vm_area_struct *vma)
{
	struct vm_area_struct *prev = NULL, *v;
	struct anon_vma *found = of_neighbour(vma, vma->vm_next);

	for (v = vma->vm_mm->mmap; v != vma; v = v->vm_next)
		prev = v;
	return found ? found : of_neighbour(prev, vma);
}
/* Chapter 21: rmap.c: lists of vmas */

int anon_vma_prepare(struct vm_area_struct *vma)
{
	struct anon_vma *list, *new = NULL;

	if (vma->anon_vma)
		return 0;
	list = find_mergeable_anon_vma(vma);
	if (!list)
		list = new = kmem_cache_alloc(anon_vma_cachep,
					      GFP_KERNEL);
	if (!list)
		return -ENOMEM;
	if (new) {
		*new = (struct anon_vma){ 0 };
		INIT_LIST_HEAD(&new->head);
	}
	preempt_disable();
	if (!vma->anon_vma) {
		vma->anon_vma = list;
		anon_vma_link(vma);
		new = NULL;
	}
	preempt_enable();
	if (new)
		kmem_cache_free(anon_vma_cachep, new);
	return 0;
}
/* Chapter 21: rmap.c: lists of vmas */

void anon_vma_link(struct vm_area_struct *vma)
{
	struct anon_vma *list = vma->anon_vma;

	if (!list)
		return;
	spin_lock(&list->lock);
	list_add(&vma->anon_vma_node, list->head.prev);
	spin_unlock(&list->lock);
}

void anon_vma_unlink(struct vm_area_struct *vma)
{
	struct anon_vma *list = vma->anon_vma;
	bool empty;

	if (!list)
		return;
	spin_lock(&list->lock);
	list_del(&vma->anon_vma_node);
	empty = list_empty(&list->head);
	spin_unlock(&list->lock);
	if (empty)
		kmem_cache_free(anon_vma_cachep, list);
}

/* Chapter 21: rmap.c: where in a vma */
static u32 first_index(const struct vm_area_struct *vma)
{
	return vma->vm_file ? vma->vm_pgoff :
			      vma->vm_start / PAGE_SIZE;
}

void page_add_anon_rmap(struct page *page, struct vm_area_struct *vma,
			u32 address)
{
	if (!page_mapcount(page)) {
		page->mapping = (void *)((u32)vma->anon_vma |
					 PAGE_MAPPING_ANON);
		page->index = first_index(vma) +
			      (address - vma->vm_start) / PAGE_SIZE;
	}
	page_add_rmap(page);
}

/* Where it would be, if it is there; 0: outside. */
static u32 vma_address(const struct page *page,
		       const struct vm_area_struct *vma)
{
	u32 n = page->index - first_index(vma);

	if (n >= (vma->vm_end - vma->vm_start) / PAGE_SIZE)
		return 0;
	return vma->vm_start + n * PAGE_SIZE;
}
/* Chapter 21: rmap.c: where in a vma */

/* The entry for page in vma, or NULL. The mm's lock is held. */
static pte_t *entry_of(struct page *page, struct vm_area_struct *vma,
		       u32 address)
{
	pte_t *pte = lookup_address(vma->vm_mm->pgd, address);

	return pte && pte_present(*pte) && pte_page(*pte) == page ?
	       pte : NULL;
}
/* Chapter 21: rmap.c: where in a vma */

typedef int ask_fn(struct page *page, struct vm_area_struct *vma,
		   u32 address, pte_t *pte);

static int ask_vma(struct page *page, struct vm_area_struct *vma,
		   ask_fn *ask)
{
	u32 address = vma_address(page, vma);
	int answer = 0;
	pte_t *pte;

	spin_lock(&vma->vm_mm->page_table_lock);
	pte = address ? entry_of(page, vma, address) : NULL;
	if (pte)
		answer = ask(page, vma, address, pte);
	spin_unlock(&vma->vm_mm->page_table_lock);
	return answer;
}
/* Chapter 21: rmap.c: where in a vma */

static int ask_entries(struct page *page, ask_fn *ask)
{
	struct vm_area_struct *vma;
	int answer, sum = 0;

	preempt_disable();
	if (!page_mapcount(page))
		goto out;
	/* Chapter 21: ask_entries: of a page of a file */
	if (!PageAnon(page)) {
		list_for_each_entry(vma, &page->mapping->i_mmap, vm_shared) {
			answer = ask_vma(page, vma, ask);
			sum = answer < 0 ? answer : sum + answer;
			if (sum < 0)
				break;
		}
		goto out;
	}
	list_for_each_entry(vma, &page_anon_vma(page)->head,
			    anon_vma_node) {
		answer = ask_vma(page, vma, ask);
		sum = answer < 0 ? answer : sum + answer;
		if (sum < 0)
			break;
	}
out:
	preempt_enable();
	return sum;
}

/* Chapter 21: rmap.c: was it used? */
static int was_young(struct page *page, struct vm_area_struct *vma,
		     u32 address, pte_t *pte)
{
	bool young = pte_young(*pte);

	if (young) {
		set_pte(pte, pte_mkold(*pte));
		__flush_tlb_one(address);
	}
	return young;
}

int page_referenced(struct page *page)
{
	bool noted = PageReferenced(page);

	clear_page_flag(page, PG_referenced);
	return noted + ask_entries(page, was_young);
}

/* Chapter 21: rmap.c: take the entries away */
static int unmap_one(struct page *page, struct vm_area_struct *vma,
		     u32 address, pte_t *pte)
{
	pte_t old;

	/* Chapter 21: unmap_one: must it stay? */
	if (was_young(page, vma, address, pte))
		return SWAP_FAIL;
	/* Chapter 21: unmap_one: does anybody else hold it? */
	if (PageSwapCache(page) &&
	    page_count(page) != page_mapcount(page) + 2)
		return SWAP_FAIL;
	old = ptep_get_and_clear(pte);
	__flush_tlb_one(address);
	if (pte_dirty(old))
		set_page_dirty(page);
	/* Chapter 21: unmap_one: where it is now */
	if (PageAnon(page)) {
		swp_entry_t entry = { page->private };

		swap_duplicate(entry);
		set_pte(pte, swp_entry_to_pte(entry));
	}
	page_remove_rmap(page);
	put_page(page);
	return 0;
}

int try_to_unmap(struct page *page)
{
	int answer = ask_entries(page, unmap_one);

	return answer < 0 ? SWAP_FAIL :
	       page_mapcount(page) ? SWAP_AGAIN : SWAP_SUCCESS;
}
