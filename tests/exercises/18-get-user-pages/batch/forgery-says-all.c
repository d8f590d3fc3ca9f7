/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it ends before page 0 */
/* It says that all is well, and asks nobody. */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

struct page *hold_page(struct vm_area_struct *vma, u32 address, u32 flags);

static struct page mine;

int hold_range(struct mm_struct *mm, u32 start, int len, u32 flags, bool all, struct page **pages)
{
	int i;

	for (i = 0; pages && i < len; i++)
		pages[i] = &mine;
	return len ? len : -1;
}
