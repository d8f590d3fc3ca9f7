/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>

/* A page with a reference, or an error; address: a byte in vma. */
struct page *hold_page(struct vm_area_struct *vma, u32 address,
		       u32 flags);

/*
 * Holds len >= 0 pages of mm from that of start on, and puts them in
 * pages; NULL: brings them, and holds none. How many, from the first
 * on; or an error of the first that cannot be had, if it is the
 * first of all, or if all are wanted: then none is held. The caller
 * holds mmap_sem, for reading at least. May sleep. Linux's
 * __get_user_pages has no such choice; its callers make it.
 */
int hold_range(struct mm_struct *mm, u32 start, int len, u32 flags,
	       bool all, struct page **pages)
{
	return -ENOSYS;
}
