/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>

/*
 * Takes pages first to last of a file, both included, out of all
 * tables and then out of the cache. even_cows: private copies go,
 * too. The file is as long as before. The caller holds the inode's
 * i_sem for writing, keeps new faults away from these pages, and
 * holds no spinlock. Linux's unmap_mapping_range counts in bytes, and
 * leaves the cache to truncate_inode_pages.
 */
void punch(struct address_space *mapping, u32 first, u32 last,
	   bool even_cows)
{
}
