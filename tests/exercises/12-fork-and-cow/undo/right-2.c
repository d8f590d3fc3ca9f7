/* SPDX-License-Identifier: GPL-2.0-only */
/* One function; the lock is held for one table. What was reached gets its right back, and nothing else. */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

int share_all(struct mm_struct *child, struct mm_struct *parent)
{
	struct vm_area_struct *vma, *last = NULL;
	u32 va = 0, end = 0, changed = 0;

	for (vma = parent->mmap; vma; vma = vma->vm_next) {
		last = vma;
		va = vma->vm_start;
		if (!dup_vma(child, vma))
			goto failed;
		while (va < vma->vm_end) {
			pgd_t *dir = pgd_offset(parent, va);
			pte_t *from, *to;

			end = (va & ~(PGDIR_SIZE - 1)) + PGDIR_SIZE;
			if (end > vma->vm_end)
				end = vma->vm_end;
			if (!pgd_none(*dir)) {
				to = pte_alloc_map(pgd_offset(child, va), va);
				if (!to)
					goto failed;
				from = pte_offset_map(dir, va);
				spin_lock(&parent->page_table_lock);
				for (; va < end; va += PAGE_SIZE, from++, to++) {
					u32 bits = from->pte;

					if (!bits)
						continue;
					if (!PageReserved(pfn_to_page(bits >> PAGE_SHIFT))) {
						changed |= bits & _PAGE_RW;
						bits &= ~_PAGE_RW;
						from->pte = bits;
						get_page(pfn_to_page(bits >> PAGE_SHIFT));
					}
					to->pte = bits & ~_PAGE_ACCESSED;
				}
				spin_unlock(&parent->page_table_lock);
			}
			va = end;
		}
	}
	if (changed)
		__flush_tlb();
	return 0;
failed:
	exit_mmap(child);
	end = va;
	spin_lock(&parent->page_table_lock);
	for (vma = parent->mmap; vma != last->vm_next; vma = vma->vm_next)
		for (va = vma->vm_start; va < vma->vm_end && (vma != last || va < end); va += PAGE_SIZE) {
			pte_t *pte;

			if (!(vma->vm_flags & VM_WRITE) || pgd_none(*pgd_offset(parent, va)))
				continue;
			pte = pte_offset_map(pgd_offset(parent, va), va);
			if (!pte_none(*pte) && !PageReserved(pte_page(*pte)) && page_count(pte_page(*pte)) == 1)
				pte->pte |= _PAGE_RW;
		}
	spin_unlock(&parent->page_table_lock);
	if (changed)
		__flush_tlb();
	return -ENOMEM;
}
