/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

DECLARE_RWSEM(tree_sem);
struct dentry *root, *console;

/* Chapter 13: dcache.c: a new inode */
static u32 next_ino(void)
{
	static spinlock_t lock;
	static u32 last;
	u32 ino;

	spin_lock(&lock);
	ino = ++last;
	spin_unlock(&lock);
	return ino;
}

struct inode *new_inode(u32 mode, const struct file_operations *fop)
{
	struct inode *inode = kmalloc(sizeof(*inode), GFP_KERNEL);

	if (!inode)
		return NULL;
	*inode = (struct inode){ .i_ino = next_ino(), .i_mode = mode,
				 .i_nlink = S_ISDIR(mode) ? 2 : 1,
				 .i_fop = fop };
	init_rwsem(&inode->i_sem);
	/* Chapter 13: new_inode: what later chapters need */
	/* Chapter 16: new_inode: what later chapters need */
	INIT_LIST_HEAD(&inode->i_data.i_mmap);
	return inode;
}
/* Chapter 13: dcache.c: a new name */

struct dentry *d_add(struct dentry *parent, const char *name, u32 len,
		     struct inode *inode)
{
	struct dentry *d = inode ? kmalloc(sizeof(*d) + len + 1,
					   GFP_KERNEL) : NULL;

	if (!d) {
		kfree(inode);
		return NULL;
	}
	*d = (struct dentry){ .d_inode = inode, .d_len = len };
	memcpy(d->d_name, name, len);
	d->d_name[len] = 0;
	atomic_set(&d->d_count, 1);
	INIT_LIST_HEAD(&d->d_child);
	INIT_LIST_HEAD(&d->d_subdirs);
	/* Chapter 13: d_add: into its folder */
	d->d_parent = parent ? parent : d;
	if (parent)
		list_add(&d->d_child, parent->d_subdirs.prev);
	if (parent && S_ISDIR(inode->i_mode))
		parent->d_inode->i_nlink++;
	return d;
}
/* Chapter 13: dcache.c: the last one leaves */

void d_delete(struct dentry *d)
{
	list_del(&d->d_child);
	INIT_LIST_HEAD(&d->d_child);
	d->d_inode->i_nlink = 0;
	if (S_ISDIR(d->d_inode->i_mode))
		d->d_parent->d_inode->i_nlink--;
	dput(d);
}

void dput(struct dentry *d)
{
	if (!atomic_dec_and_test(&d->d_count))
		return;
	truncate_inode(d->d_inode);
	kfree(d->d_inode);
	kfree(d);
}
/* Chapter 13: dcache.c: look for a name */

struct dentry *d_lookup(const struct dentry *folder, const char *name,
			u32 len)
{
	struct dentry *d;

	list_for_each_entry(d, &folder->d_subdirs, d_child)
		if (d->d_len == len && !memcmp(d->d_name, name, len))
			return d;
	return NULL;
}
