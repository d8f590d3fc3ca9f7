/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>

#define PAGES (PAGE_SIZE / sizeof(struct page *))

/* Chapter 13: ramfs.c: which page */
static struct page *zeroed_page(void)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (page)
		clear_page(page_address(page));
	return page;
}

/* The page of byte pos, or NULL. i_sem is held, for writing if make. */
static struct page *page_of(struct inode *inode, u32 pos, bool make)
{
	struct page **at;

	if (!inode->i_index && make)
		inode->i_index = zeroed_page();
	if (!inode->i_index)
		return NULL;
	at = (struct page **)page_address(inode->i_index) +
	     pos / PAGE_SIZE;
	if (!*at && make)
		*at = zeroed_page();
	return *at;
}
/* Chapter 13: ramfs.c: all away */

void truncate_inode(struct inode *inode)
{
	struct page **index;
	u32 i;

	inode->i_size = 0;
	if (!inode->i_index)
		return;
	index = page_address(inode->i_index);
	for (i = 0; i < PAGES; i++)
		if (index[i])
			put_page(index[i]);
	put_page(inode->i_index);
	inode->i_index = NULL;
}

/* Chapter 13: ramfs.c: read */
static u32 copy_piece(struct inode *inode, char *buf, u32 n, u32 pos)
{
	struct page *page = page_of(inode, pos, false);

	if (!page)
		return clear_user(buf, n);
	return copy_to_user(buf, page_address(page) + pos % PAGE_SIZE,
			    n);
}

static u32 piece(u32 n, u32 pos)
{
	u32 rest = PAGE_SIZE - pos % PAGE_SIZE;

	return n < rest ? n : rest;
}

/* Chapter 13: ramfs.c: ramfs_read */
static s32 ramfs_read(struct file *file, char *buf, u32 n, u32 *pos)
{
	struct inode *inode = file->f_dentry->d_inode;
	u32 done = 0, left = 0, size;

	down_read(&inode->i_sem);
	if (*pos >= inode->i_size)
		n = 0;
	else if (n > inode->i_size - *pos)
		n = inode->i_size - *pos;
	while (done < n && !left) {
		size = piece(n - done, *pos + done);
		left = copy_piece(inode, buf + done, size, *pos + done);
		done += size - left;
	}
	up_read(&inode->i_sem);
	*pos += done;
	return left && !done ? -EFAULT : (s32)done;
}
/* Chapter 13: ramfs.c: write */
static s32 ramfs_write(struct file *file, const char *buf, u32 n,
		       u32 *pos)
{
	struct inode *inode = file->f_dentry->d_inode;
	u32 done = 0, left = 0, size;
	s32 error = 0;

	down_write(&inode->i_sem);
	if (file->f_flags & O_APPEND)
		*pos = inode->i_size;
	while (done < n && !error && !left) {
		size = piece(n - done, *pos + done);
		/* Chapter 13: ramfs_write: a piece */
		struct page *page;

		if (*pos + done >= PAGES * PAGE_SIZE) {
			error = -EFBIG;
			continue;
		}
		page = page_of(inode, *pos + done, true);
		if (!page) {
			error = -ENOSPC;
			continue;
		}
		left = __copy_user(page_address(page) + (*pos + done) % PAGE_SIZE,
				   buf + done, size);
		done += size - left;
	}
	*pos += done;
	if (done && *pos > inode->i_size)
		inode->i_size = *pos;
	up_write(&inode->i_sem);
	return done || !n ? (s32)done : left ? -EFAULT : error;
}

const struct file_operations ramfs_operations = {
	.read = ramfs_read, .write = ramfs_write,
	.has_position = true };
