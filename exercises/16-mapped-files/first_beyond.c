/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/mm.h>

/*
 * Where in vma page first of its file would be: an address from
 * vm_start to vm_end, a multiple of a page. vm_start: that page lies
 * before all of the vma's; vm_end: behind them. The caller holds
 * i_mmap_lock. In Linux the list of those who have mapped a file is
 * a sorted tree, and the sum is part of unmap_mapping_range.
 */
u32 first_beyond(const struct vm_area_struct *vma, u32 first)
{
	return 0;
}
