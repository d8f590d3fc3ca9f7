/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include <asm/uaccess.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/syscalls.h>

char *getname(const char *from)
{
	struct page *page = alloc_page(GFP_KERNEL);
	char *name;
	long n;

	if (!page)
		return ERR_PTR(-ENOMEM);
	name = page_address(page);
	n = strncpy_from_user(name, from, PAGE_SIZE);
	if (n > 0 && n < (long)PAGE_SIZE)
		return name;
	put_page(page);
	return ERR_PTR(n < 0 ? n : n ? -ENAMETOOLONG : -ENOENT);
}

void putname(char *name)
{
	put_page(virt_to_page(name));
}

/* Chapter 13: namei.c: make and take away */

static long at_path(const char *from, long (*act)(struct nameidata *))
{
	char *name = getname(from);
	struct nameidata nd;
	long error;

	if (IS_ERR(name))
		return PTR_ERR(name);
	down_write(&tree_sem);
	error = path_lookup(name, &nd);
	if (!error)
		error = act(&nd);
	up_write(&tree_sem);
	putname(name);
	return error;
}

/* Chapter 13: namei.c: mkdir */
static long make_folder(struct nameidata *nd)
{
	if (nd->dentry)
		return -EEXIST;
	return d_add(nd->parent, nd->last, nd->len,
		     new_inode(S_IFDIR | 0755, &dir_operations)) ?
	       0 : -ENOSPC;
}

static long sys_mkdir(const char *path, u32 mode)
{
	return at_path(path, make_folder);
}
syscall(39, sys_mkdir);
/* Chapter 13: namei.c: unlink and rmdir */
static long unlink(struct nameidata *nd)
{
	if (!nd->last)
		return -EISDIR;
	if (!nd->dentry)
		return -ENOENT;
	if (S_ISDIR(nd->dentry->d_inode->i_mode))
		return -EISDIR;
	if (nd->slash)
		return -ENOTDIR;
	d_delete(nd->dentry);
	return 0;
}

static long sys_unlink(const char *path)
{
	return at_path(path, unlink);
}
syscall(10, sys_unlink);
/* Chapter 13: namei.c: unlink and rmdir */

static long remove_folder(struct nameidata *nd)
{
	if (!nd->last)
		return nd->parent == nd->dentry && nd->len == 0 ?
		       -EBUSY : nd->len == 2 ? -ENOTEMPTY : -EINVAL;
	if (!nd->dentry)
		return -ENOENT;
	if (!S_ISDIR(nd->dentry->d_inode->i_mode))
		return -ENOTDIR;
	if (!list_empty(&nd->dentry->d_subdirs))
		return -ENOTEMPTY;
	d_delete(nd->dentry);
	return 0;
}

static long sys_rmdir(const char *path)
{
	return at_path(path, remove_folder);
}
syscall(40, sys_rmdir);
