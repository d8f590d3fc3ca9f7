/* SPDX-License-Identifier: GPL-2.0-only */
/* Each page through one function, which has what is known so far. The page before the last is let go of when the next is there. */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags);

struct batch {
	struct mm_struct *mm;
	struct vm_area_struct *vma;
	u32 end, flags;
};

static struct page *next(struct batch *b, u32 address)
{
	if (address >= b->end) {
		b->vma = find_vma(b->mm, address);
		b->end = b->vma ? b->vma->vm_end : 0;
	}
	return b->vma && b->vma->vm_start <= address ? hold_page(b->vma, address, b->flags) : ERR_PTR(-EFAULT);
}

int hold_range(struct mm_struct *mm, u32 start, int len, u32 flags, bool all, struct page **pages)
{
	struct batch b = { mm, NULL, 0, flags };
	struct page *page = NULL, *before = NULL;
	int n;

	start &= PAGE_MASK;
	for (n = 0; n < len; n++) {
		page = next(&b, start + n * PAGE_SIZE);
		if (before)
			put_page(before);
		before = NULL;
		if (IS_ERR(page))
			break;
		if (pages)
			pages[n] = page;
		else
			before = page;
	}
	if (before)
		put_page(before);
	if (n == len || (n && !all))
		return n;
	while (pages && n)
		put_page(pages[--n]);
	return PTR_ERR(page);
}
