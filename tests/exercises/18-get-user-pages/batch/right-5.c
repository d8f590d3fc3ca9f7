/* SPDX-License-Identifier: GPL-2.0-only */
/* It asks for the first vma alone, and follows the list. */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags);

int hold_range(struct mm_struct *mm, u32 start, int len, u32 flags, bool all, struct page **pages)
{
	struct vm_area_struct *vma = len ? find_vma(mm, start) : NULL;
	struct page *page;
	int got = 0, error = 0;

	for (; got < len; got++, start += PAGE_SIZE) {
		if (vma && start >= vma->vm_end)
			vma = vma->vm_next;
		page = vma && start >= vma->vm_start ? hold_page(vma, start, flags) : ERR_PTR(-EFAULT);
		error = IS_ERR(page) ? PTR_ERR(page) : 0;
		if (error)
			break;
		if (pages)
			pages[got] = page;
		else
			put_page(page);
	}
	if (!error || (got && !all))
		return got;
	while (pages && got > 0)
		put_page(pages[--got]);
	return error;
}
