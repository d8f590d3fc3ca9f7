/* SPDX-License-Identifier: GPL-2.0-only */
/* The frame that was in vain serves for the next try; the bit A is not compared. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>

struct job {
	struct vm_area_struct *vma;
	struct page *spare;
	u32 va;
	pte_t *pte;
};

static bool wanted(pte_t entry)
{
	return !pte_none(entry) && !pte_write(entry);
}

static bool alone(struct page *page)
{
	return !PageReserved(page) && page_count(page) == 1;
}

static void store(struct job *j, pte_t entry)
{
	set_pte(j->pte, pte_mkyoung(pte_mkwrite(pte_mkdirty(entry))));
	__flush_tlb_one(j->va);
}

/* Without the lock, and old is held. */
static bool prepare(struct job *j, struct page *old)
{
	if (!j->spare)
		j->spare = alloc_pages(GFP_HIGHUSER, 0);
	if (!j->spare)
		return false;
	if (old == ZERO_PAGE)
		clear_highpage(j->spare);
	else
		copy_highpage(j->spare, old);
	return true;
}

static bool same_but_used(pte_t a, pte_t b)
{
	return ((a.pte ^ b.pte) & ~(u32)_PAGE_ACCESSED) == 0;
}

static int one(struct job *j)
{
	spinlock_t *lock = &j->vma->vm_mm->page_table_lock;
	struct page *old;
	pte_t seen;
	bool ready;

	spin_lock(lock);
	while (wanted(seen = *j->pte)) {
		old = pte_page(seen);
		if (alone(old)) {
			store(j, seen);
			break;
		}
		if (!PageReserved(old))
			get_page(old);
		spin_unlock(lock);
		ready = prepare(j, old);
		spin_lock(lock);
		if (!ready) {
			put_page(old);
			spin_unlock(lock);
			return -ENOMEM;
		}
		if (same_but_used(*j->pte, seen)) {
			store(j, mk_pte(j->spare, j->vma->vm_page_prot));
			j->spare = NULL;
			put_page(old);
		}
		put_page(old);
	}
	spin_unlock(lock);
	return 0;
}

int break_cow(struct vm_area_struct *vma, u32 start, u32 end)
{
	struct job j = { .vma = vma, .va = start };
	int error = 0;

	if (!(vma->vm_flags & VM_WRITE))
		return -EFAULT;
	for (; j.va < end && !error; j.va += PAGE_SIZE) {
		j.pte = lookup_address(vma->vm_mm->pgd, j.va);
		if (j.pte)
			error = one(&j);
	}
	if (j.spare)
		put_page(j.spare);
	return error;
}
