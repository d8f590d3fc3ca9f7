/* SPDX-License-Identifier: GPL-2.0-only */
/* The range is counted down, and the array is walked by a pointer. */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags);

static bool inside(const struct vm_area_struct *vma, u32 address)
{
	return vma && address - vma->vm_start < vma->vm_end - vma->vm_start;
}

int hold_range(struct mm_struct *mm, u32 start, int len, u32 flags, bool all, struct page **pages)
{
	struct page **to = pages, *page;
	struct vm_area_struct *vma = NULL;
	int left = len, answer = -EFAULT;

	while (left > 0) {
		if (!inside(vma, start))
			vma = find_vma(mm, start);
		if (!inside(vma, start))
			break;
		page = hold_page(vma, start, flags);
		if (IS_ERR(page)) {
			answer = PTR_ERR(page);
			break;
		}
		if (to)
			*to++ = page;
		else
			put_page(page);
		left--;
		start += PAGE_SIZE;
	}
	if (!left || (left < len && !all))
		return len - left;
	while (to != pages)
		put_page(*--to);
	return answer;
}
