/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/string.h>

/* Chapter 15: truncate.c: out of the cache */

static void clear_tail(struct address_space *mapping, u32 size)
{
	struct page *page = find_get_page(mapping, size / PAGE_SIZE);
	u32 offset = size % PAGE_SIZE;

	if (!page)
		return;
	/* Chapter 17: clear_tail: zeros */
	char *at = kmap_atomic(page, KM_USER0);

	memset(at + offset, 0, PAGE_SIZE - offset);
	kunmap_atomic(at, KM_USER0);
	put_page(page);
}

static void truncate_inode_pages(struct address_space *mapping,
				 u32 size)
{
	u32 index = PFN_UP(size);
	struct page *page;

	do {
		spin_lock(&tree_lock);
		page = radix_tree_next(&mapping->page_tree, &index);
		if (page)
			remove_from_page_cache(page);
		spin_unlock(&tree_lock);
	} while (page);
	if (size % PAGE_SIZE)
		clear_tail(mapping, size);
}

void vmtruncate(struct inode *inode, u32 size)
{
	u32 old = inode->i_size;

	inode->i_size = size;
	if (size > old)
		return;
	/* Chapter 15: vmtruncate: out of the tables */
	/* Chapter 16: vmtruncate: out of the tables */
	unmap_mapping_range(&inode->i_data, PFN_UP(size));
	truncate_inode_pages(&inode->i_data, size);
}

void truncate_inode(struct inode *inode)
{
	vmtruncate(inode, 0);
}
