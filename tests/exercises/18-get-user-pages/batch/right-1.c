/* SPDX-License-Identifier: GPL-2.0-only */
/* Two loops, over vmas and over the pages of each, as 2.6.9's. */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags);

int hold_range(struct mm_struct *mm, u32 start, int len, u32 flags, bool all, struct page **pages)
{
	struct vm_area_struct *vma;
	struct page *page;
	int i = 0, error = -EFAULT;

	if (!len)
		return 0;
	do {
		vma = find_vma(mm, start);
		if (!vma || vma->vm_start > start)
			goto out;
		do {
			page = hold_page(vma, start, flags);
			error = PTR_ERR(page);
			if (IS_ERR(page))
				goto out;
			error = -EFAULT;
			if (pages)
				pages[i] = page;
			if (!pages)
				put_page(page);
			i++;
			start += PAGE_SIZE;
		} while (i < len && start < vma->vm_end);
	} while (i < len);
	return i;
out:
	if (!all && i)
		return i;
	if (pages)
		for (len = i, i = 0; i < len; i++)
			put_page(pages[i]);
	return error;
}
