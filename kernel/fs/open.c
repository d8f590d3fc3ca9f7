/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

/* Chapter 13: open.c: what the path leads to */
static struct dentry *create(struct nameidata *nd, u32 mode)
{
	struct dentry *d = d_add(nd->parent, nd->last, nd->len,
				 new_inode(S_IFREG | (mode & 0755),
					   &ramfs_operations));

	return d ? d : ERR_PTR(-ENOSPC);
}

/* tree_sem is held, for writing if something may be made. */
static struct dentry *find(const char *name, u32 flags, u32 mode)
{
	struct nameidata nd;
	int error = path_lookup(name, &nd);

	if (error)
		return ERR_PTR(error);
	if (!(flags & O_CREAT))
		return nd.dentry ? nd.dentry : ERR_PTR(-ENOENT);
	if (!nd.last || nd.slash)
		return ERR_PTR(-EISDIR);
	if (!nd.dentry)
		return create(&nd, mode);
	if (flags & O_EXCL)
		return ERR_PTR(-EEXIST);
	return S_ISDIR(nd.dentry->d_inode->i_mode) ?
	       ERR_PTR(-EISDIR) : nd.dentry;
}
/* Chapter 13: open.c: may it be opened so? */
static int may_open(const struct inode *inode, const char *name,
		    u32 flags)
{
	bool changes = flags & (O_ACCMODE | O_TRUNC);
	const char *end = name;

	while (end[1])
		end++;
	if (S_ISDIR(inode->i_mode))
		return changes ? -EISDIR : 0;
	if (*end == '/' || flags & O_DIRECTORY)
		return -ENOTDIR;
	return changes && S_ISREG(inode->i_mode) &&
	       !inode->i_fop->write ? -EROFS : 0;
}
/* Chapter 13: open.c: open */
static struct file *filp_open(const char *name, u32 flags, u32 mode)
{
	struct dentry *d = find(name, flags, mode);
	struct file *file;
	int error;

	if (IS_ERR(d))
		return (void *)d;
	error = may_open(d->d_inode, name, flags);
	if (error)
		return ERR_PTR(error);
	file = open_dentry(d, flags);
	if (!file)
		return ERR_PTR(-ENOMEM);
	if (flags & O_TRUNC && S_ISREG(d->d_inode->i_mode)) {
		down_write(&d->d_inode->i_sem);
		truncate_inode(d->d_inode);
		up_write(&d->d_inode->i_sem);
	}
	return file;
}
/* Chapter 13: open.c: the calls */
static long sys_open(const char *path, u32 flags, u32 mode)
{
	char *name = getname(path);
	struct file *file;
	int fd;

	if (IS_ERR(name))
		return PTR_ERR(name);
	fd = get_unused_fd(0);
	if (fd >= 0) {
		down_write(&tree_sem);
		file = filp_open(name, flags, mode);
		up_write(&tree_sem);
		if (IS_ERR(file))
			fd = PTR_ERR(file);
		else
			current->files->fd[fd] = file;
	}
	putname(name);
	return fd;
}
syscall(5, sys_open);

/* Chapter 13: open.c: creat and close */
static long sys_creat(const char *path, u32 mode)
{
	return sys_open(path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
syscall(8, sys_creat);

static long sys_close(u32 fd)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	current->files->fd[fd] = NULL;
	current->files->close_on_exec &= ~(1U << fd);
	fput(file);
	return 0;
}
syscall(6, sys_close);
/* Chapter 15 (page-cache) */

static long sys_ftruncate(u32 fd, s32 size)
{
	struct file *file = fget(fd);
	struct inode *inode;

	if (size < 0)
		return -EINVAL;
	if (!file)
		return -EBADF;
	inode = file->f_dentry->d_inode;
	if (!S_ISREG(inode->i_mode) || !may_write(file))
		return -EINVAL;
	down_write(&inode->i_sem);
	vmtruncate(inode, size);
	up_write(&inode->i_sem);
	return 0;
}
syscall(93, sys_ftruncate);
