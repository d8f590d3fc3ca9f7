/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/monitor.h>
#include <linux/pagemap.h>

static void count_pages(struct address_space *mapping, u32 *pages,
			u32 *held)
{
	struct page *page;
	u32 index;

	*pages = *held = 0;
	spin_lock(&tree_lock);
	for (index = 0; (page = radix_tree_next(&mapping->page_tree,
						&index)); index++) {
		(*pages)++;
		*held += page_count(page) > 1;
	}
	spin_unlock(&tree_lock);
}

/* Chapter 15: cache_monitor.c: all files */
static void show_cached(const struct dentry *folder)
{
	struct dentry *d;
	u32 pages, held;

	list_for_each_entry(d, &folder->d_subdirs, d_child) {
		if (S_ISDIR(d->d_inode->i_mode))
			show_cached(d);
		count_pages(&d->d_inode->i_data, &pages, &held);
		if (pages)
			printk("%4u pages, %3u held: %s\n", pages,
			       held, d->d_name);
	}
}

static void cached(int argc, char **argv)
{
	down_read(&tree_sem);
	show_cached(root);
	up_read(&tree_sem);
	printk("%u pages can be dropped, or are held\n",
	       nr_clean_pages);
}
monitor_command("cached", "", "files' pages in memory", cached);
