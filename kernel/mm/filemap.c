/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include <asm/uaccess.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/replay.h>
#include <linux/string.h>

spinlock_t tree_lock;

/* Chapter 15: filemap.c: in and out */
struct page *find_get_page(struct address_space *mapping, u32 index)
{
	struct page *page;

	spin_lock(&tree_lock);
	page = radix_tree_lookup(&mapping->page_tree, index);
	if (page)
		get_page(page);
	spin_unlock(&tree_lock);
	return page;
}

/* Chapter 15: filemap.c: add a page, and remove it */

static struct list_head clean_pages = { &clean_pages, &clean_pages };
u32 nr_clean_pages;

/* Chapter 15: filemap.c: add a page, and remove it */
static int add_to_page_cache(struct page *page, struct inode *inode,
			     u32 index)
{
	int error;

	spin_lock(&tree_lock);
	error = radix_tree_insert(&inode->i_data.page_tree, index,
				  page);
	if (!error) {
		get_page(page);
		page->mapping = &inode->i_data;
		page->index = index;
		/* Chapter 15: add_to_page_cache: can it be had again? */
		if (inode->i_bytes) {
			list_add(&page->lru, clean_pages.prev);
			nr_clean_pages++;
		} else {
			INIT_LIST_HEAD(&page->lru);
		}
	}
	spin_unlock(&tree_lock);
	return error;
}
/* Chapter 15: filemap.c: add a page, and remove it */

void remove_from_page_cache(struct page *page)
{
	radix_tree_delete(&page->mapping->page_tree, page->index);
	if (!list_empty(&page->lru))
		nr_clean_pages--;
	list_del(&page->lru);
	page->mapping = NULL;
	put_page(page);
}
/* Chapter 15: filemap.c: when there is no frame left */

u32 shrink_page_cache(u32 n)
{
	struct page *page;
	u32 scan, gone = 0;

	spin_lock(&tree_lock);
	for (scan = nr_clean_pages; scan && gone < n; scan--) {
		page = list_entry(clean_pages.next, struct page, lru);
		if (page_count(page) == 1) {
			remove_from_page_cache(page);
			gone++;
			continue;
		}
		list_del(&page->lru);
		list_add(&page->lru, clean_pages.prev);
	}
	spin_unlock(&tree_lock);
	return gone;
}
/* Chapter 17: filemap.c: a page, whether or not it is there */

static void readpage(const struct inode *inode, struct page *page,
		     u32 index)
{
	u32 from = index * PAGE_SIZE, n = 0;
	char *to = kmap_atomic(page, KM_USER0);

	if (inode->i_bytes && from < inode->i_size)
		n = inode->i_size - from;
	if (n > PAGE_SIZE)
		n = PAGE_SIZE;
	memcpy(to, inode->i_bytes + from, n);
	memset(to + n, 0, PAGE_SIZE - n);
	kunmap_atomic(to, KM_USER0);
}

/* Chapter 15: filemap.c: read_cache_page */
struct page *read_cache_page(struct inode *inode, u32 index)
{
	struct page *page;
	int error;

	while (!(page = find_get_page(&inode->i_data, index))) {
		/* Chapter 17: filemap.c: a frame for the cache */
		page = alloc_page(GFP_HIGHUSER);
		if (!page)
			return ERR_PTR(-ENOMEM);
		readpage(inode, page, index);
		error = add_to_page_cache(page, inode, index);
		if (!error)
			return page;
		put_page(page);
		if (error != -EEXIST)
			return ERR_PTR(error);
	}
	return page;
}
/* Chapter 15: filemap.c: read */

/* How many bytes of n at pos are in the file, and in one page. */
static u32 piece(const struct inode *inode, u32 n, u32 pos)
{
	u32 size = inode->i_size, rest = PAGE_SIZE - pos % PAGE_SIZE;

	if (pos >= size)
		return 0;
	if (n > size - pos)
		n = size - pos;
	return n < rest ? n : rest;
}

/* Chapter 17: filemap.c: file_read_actor */
/* Returns how many bytes were not copied. */
static u32 file_read_actor(struct page *page, u32 offset, char *to,
			   u32 n)
{
	char *from;
	u32 left;

	if (!fault_in_pages_writeable(to, n)) {
		yield_point("file_read_actor");
		from = kmap_atomic(page, KM_USER0);
		left = __copy_to_user(to, from + offset, n);
		kunmap_atomic(from, KM_USER0);
		if (!left)
			return 0;
	}
	from = kmap(page);
	left = __copy_to_user(to, from + offset, n);
	kunmap(page);
	return left;
}
/* Chapter 15: filemap.c: generic_file_read */
s32 generic_file_read(struct file *file, char *buf, u32 n, u32 *pos)
{
	struct inode *inode = file->f_dentry->d_inode;
	u32 done = 0, left = 0, size;
	struct page *page;

	while (!left && piece(inode, n - done, *pos)) {
		page = read_cache_page(inode, *pos / PAGE_SIZE);
		if (IS_ERR(page))
			return done ? (s32)done : PTR_ERR(page);
		size = piece(inode, n - done, *pos);
		left = file_read_actor(page, *pos % PAGE_SIZE,
				       buf + done, size);
		put_page(page);
		done += size - left;
		*pos += size - left;
	}
	return left && !done ? -EFAULT : (s32)done;
}
/* Chapter 15: filemap.c: write */

/* Chapter 17: filemap.c: filemap_copy_from_user */
/* Returns how many bytes were not copied; they are zeros. */
static u32 filemap_copy_from_user(struct page *page, u32 offset,
				  const char *from, u32 n)
{
	char *to = kmap_atomic(page, KM_USER0);
	u32 left = copy_from_user(to + offset, from, n);

	kunmap_atomic(to, KM_USER0);
	if (!left)
		return 0;
	to = kmap(page);
	left = copy_from_user(to + offset, from, n);
	kunmap(page);
	return left;
}
/* Chapter 15: filemap.c: generic_file_buffered_write */
static s32 generic_file_buffered_write(struct inode *inode,
				       const char *buf, u32 n,
				       u32 *pos)
{
	s32 error = 0;
	u32 done = 0, bytes, left;
	struct page *page;

	while (done < n && !error) {
		bytes = PAGE_SIZE - *pos % PAGE_SIZE;
		if (bytes > n - done)
			bytes = n - done;
		/* Chapter 15: generic_file_buffered_write: the page */
		if (*pos > MAX_NON_LFS - bytes) {
			error = -EFBIG;
			continue;
		}
		fault_in_pages_readable(buf + done, bytes);
		page = read_cache_page(inode, *pos / PAGE_SIZE);
		if (IS_ERR(page)) {
			error = PTR_ERR(page);
			continue;
		}
		left = filemap_copy_from_user(page, *pos % PAGE_SIZE,
					      buf + done, bytes);
		put_page(page);
		if (*pos + bytes > inode->i_size)
			inode->i_size = *pos + bytes;
		done += bytes - left;
		*pos += bytes - left;
		if (left)
			error = -EFAULT;
	}
	return done ? (s32)done : error;
}

s32 generic_file_write(struct file *file, const char *buf, u32 n,
		       u32 *pos)
{
	struct inode *inode = file->f_dentry->d_inode;
	s32 done;

	down_write(&inode->i_sem);
	if (file->f_flags & O_APPEND)
		*pos = inode->i_size;
	done = generic_file_buffered_write(inode, buf, n, pos);
	up_write(&inode->i_sem);
	return done;
}
/* Chapter 15: filemap.c: what later chapters need */
/* Chapter 16: filemap.c: what later chapters need */

struct page *filemap_nopage(struct vm_area_struct *vma, u32 address)
{
	struct inode *inode = vma->vm_file->f_dentry->d_inode;
	u32 index = vma->vm_pgoff +
		    (address - vma->vm_start) / PAGE_SIZE;

	if (index >= PFN_UP(inode->i_size))
		return ERR_PTR(-EFAULT);
	return read_cache_page(inode, index);
}
/* Chapter 21: filemap.c: what later chapters need */

#include <asm/hardirq.h>
#include <linux/sched.h>

static DECLARE_WAIT_QUEUE_HEAD(page_wait);

void lock_page(struct page *page)
{
	might_sleep();
	if (!trylock_page(page))
		wait_event(page_wait, trylock_page(page));
}

void unlock_page(struct page *page)
{
	BUG_ON(!PageLocked(page));
	clear_page_flag(page, PG_locked);
	if (!list_empty(&page_wait.tasks))
		wake_up(&page_wait);
}
