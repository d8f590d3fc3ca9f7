/* SPDX-License-Identifier: GPL-2.0-only */
/* By itself: the first page, and then the rest. The list of vmas is followed. */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags);

static int rest(struct vm_area_struct *vma, u32 start, int len, u32 flags, struct page **pages, int *error)
{
	struct page *page;

	*error = 0;
	if (len == 0)
		return 0;
	if (vma && start >= vma->vm_end)
		vma = vma->vm_next;
	*error = -EFAULT;
	if (!vma || start < vma->vm_start)
		return 0;
	page = hold_page(vma, start, flags);
	if (IS_ERR(page)) {
		*error = PTR_ERR(page);
		return 0;
	}
	if (pages)
		*pages = page;
	else
		put_page(page);
	return 1 + rest(vma, start + PAGE_SIZE, len - 1, flags, pages ? pages + 1 : NULL, error);
}

int hold_range(struct mm_struct *mm, u32 start, int len, u32 flags, bool all, struct page **pages)
{
	int error, got;

	if (len == 0)
		return 0;
	got = rest(find_vma(mm, start), start, len, flags, pages, &error);
	if (!error || (got && !all))
		return got;
	if (pages)
		while (got--)
			put_page(*pages++);
	return error;
}
