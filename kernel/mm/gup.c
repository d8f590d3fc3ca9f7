/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include <asm/pgtable.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/replay.h>
#include <linux/sched.h>

/* Chapter 18: gup.c: which vma */
/* The one of address; a stack is extended, however far. */
static struct vm_area_struct *find_extend_vma(struct mm_struct *mm,
					      u32 address)
{
	struct vm_area_struct *vma = find_vma(mm, address);
	bool enough;

	if (!vma || address >= vma->vm_start)
		return vma;
	if (!(vma->vm_flags & VM_GROWSDOWN))
		return NULL;
	spin_lock(&mm->page_table_lock);
	enough = address >= vma->vm_start ||
		 !expand_stack(vma, address);
	spin_unlock(&mm->page_table_lock);
	return enough ? vma : NULL;
}

struct page *follow_page(struct mm_struct *mm, u32 address, bool write)
{
	pte_t *pte = lookup_address(mm->pgd, address);
	struct page *page;

	if (!pte || !pte_present(*pte) || (write && !pte_write(*pte)))
		return NULL;
	page = pte_page(*pte);
	if (write && !pte_dirty(*pte) && !PageDirty(page))
		set_page_dirty(page);
	mark_page_accessed(page);
	return page;
}

/* Chapter 18: gup.c: get_user_pages */
int get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		   u32 start, int len, bool write, bool force,
		   struct page **pages, struct vm_area_struct **vmas)
{
	u32 flags = write ? VM_WRITE : VM_READ;
	struct vm_area_struct *vma = NULL;
	struct page *page;
	int i;

	start &= PAGE_MASK;
	if (force)
		flags <<= 4;	/* the bits VM_MAY... stand there */
	for (i = 0; i < len; i++, start += PAGE_SIZE) {
		if (!vma || start >= vma->vm_end)
			vma = find_extend_vma(mm, start);
		if (!vma || !(vma->vm_flags & flags))
			return i ? i : -EFAULT;
		/* Chapter 18: get_user_pages: one page */
		bool lookup_write = write;

		spin_lock(&mm->page_table_lock);
		while (!(page = follow_page(mm, start, lookup_write))) {
			/* Chapter 18: get_user_pages: nothing was ever there */
			if (!lookup_write && !vma->vm_file &&
			    pgd_none(*pgd_offset(mm, start))) {
				page = ZERO_PAGE;
				break;
			}
			spin_unlock(&mm->page_table_lock);
			/* Chapter 18: get_user_pages: bring it */
			int answer = handle_mm_fault(mm, vma, start, write);

			if (answer == VM_FAULT_OOM)
				return i ? i : -ENOMEM;
			if (answer == VM_FAULT_SIGBUS)
				return i ? i : -EFAULT;
			if (tsk)
				tsk->min_flt++;
			lookup_write = write && !force;
			yield_point("follow_page");
			spin_lock(&mm->page_table_lock);
		}
		if (pages && !PageReserved(page))
			get_page(page);
		spin_unlock(&mm->page_table_lock);
		yield_point("get_user_pages");
		if (pages)
			pages[i] = page;
		if (vmas)
			vmas[i] = vma;
	}
	return i;
}
