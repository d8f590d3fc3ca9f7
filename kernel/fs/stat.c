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

struct stat64 {
	u64 st_dev;
	u32 pad0, __st_ino, st_mode, st_nlink, st_uid, st_gid;
	u64 st_rdev;
	u32 pad3;
	u64 st_size;
	u32 st_blksize, st_blocks, pad4;
	u32 st_times[6];
	u64 st_ino;
} __attribute__((packed));

/* Chapter 13: stat.c: tell */
static long tell(const struct inode *inode, struct stat64 *to)
{
	struct stat64 st = {
		.st_dev = 1, .__st_ino = inode->i_ino,
		.st_ino = inode->i_ino, .st_mode = inode->i_mode,
		.st_nlink = inode->i_nlink, .st_size = inode->i_size,
		.st_blksize = PAGE_SIZE };

	return copy_to_user(to, &st, sizeof(st)) ? -EFAULT : 0;
}
/* Chapter 13: stat.c: the calls */
static long sys_stat64(const char *path, struct stat64 *to)
{
	char *name = getname(path);
	struct nameidata nd;
	long error;

	if (IS_ERR(name))
		return PTR_ERR(name);
	down_read(&tree_sem);
	error = path_lookup(name, &nd);
	if (!error && !nd.dentry)
		error = -ENOENT;
	if (!error && nd.slash && !S_ISDIR(nd.dentry->d_inode->i_mode))
		error = -ENOTDIR;
	if (!error)
		error = tell(nd.dentry->d_inode, to);
	up_read(&tree_sem);
	putname(name);
	return error;
}
syscall(195, sys_stat64);
syscall(196, sys_stat64);

/* Chapter 13: stat.c: of an open file */
static long sys_fstat64(u32 fd, struct stat64 *to)
{
	struct file *file = fget(fd);

	return file ? tell(file->f_dentry->d_inode, to) : -EBADF;
}
syscall(197, sys_fstat64);
