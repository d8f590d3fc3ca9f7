/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: that an entry still names */
/* Nobody has mapped the file, once the list is empty. */
#include <asm/pgtable.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>

void punch(struct address_space *mapping, u32 first, u32 last, bool even_cows)
{
	struct page *page;

	spin_lock(&i_mmap_lock);
	mapping->truncate_count++;
	INIT_LIST_HEAD(&mapping->i_mmap);
	spin_unlock(&i_mmap_lock);
	spin_lock(&tree_lock);
	while ((page = radix_tree_next(&mapping->page_tree, &first)) && first <= last)
		remove_from_page_cache(page);
	spin_unlock(&tree_lock);
}
