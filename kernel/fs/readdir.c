/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/syscalls.h>

struct dirent64 {
	u64 d_ino, d_off;
	u16 d_reclen;
	u8 d_type;
	char d_name[NAME_MAX + 6];	/* up to a multiple of eight */
} __attribute__((packed));

struct filling {
	char *buf;
	u32 left;		/* in the buffer */
	s32 error;
};

/* Chapter 13: readdir.c: one record */
static bool put_record(struct filling *f, const char *name, u32 len,
		       const struct inode *inode, u32 next)
{
	struct dirent64 d = { .d_ino = inode->i_ino, .d_off = next,
			      .d_type = inode->i_mode >> 12 };
	u32 size = (__builtin_offsetof(struct dirent64, d_name) + len +
		    8) & ~7;

	if (size > f->left) {
		f->error = -EINVAL;
		return false;
	}
	d.d_reclen = size;
	memcpy(d.d_name, name, len);
	if (copy_to_user(f->buf, &d, size)) {
		f->error = -EFAULT;
		return false;
	}
	f->buf += size;
	f->left -= size;
	return true;
}
/* Chapter 13: readdir.c: all of them */
static void fill(struct file *file, struct filling *f)
{
	struct dentry *d, *folder = file->f_dentry;

	if (file->f_pos == 0 &&
	    put_record(f, ".", 1, folder->d_inode, 1))
		file->f_pos = 1;
	if (file->f_pos == 1 &&
	    put_record(f, "..", 2, folder->d_parent->d_inode, 2))
		file->f_pos = 2;
	if (file->f_pos < 2)
		return;
	list_for_each_entry(d, &folder->d_subdirs, d_child) {
		if (d->d_inode->i_ino < file->f_pos)
			continue;
		if (!put_record(f, d->d_name, d->d_len, d->d_inode,
				d->d_inode->i_ino + 1))
			return;
		file->f_pos = d->d_inode->i_ino + 1;
	}
}

/* Chapter 13: readdir.c: getdents64 */
static long sys_getdents64(u32 fd, char *buf, u32 n)
{
	struct filling f = { .buf = buf, .left = n };
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	if (!S_ISDIR(file->f_dentry->d_inode->i_mode))
		return -ENOTDIR;
	down_read(&tree_sem);
	if (file->f_dentry->d_inode->i_nlink)
		fill(file, &f);
	else
		f.error = -ENOENT;
	up_read(&tree_sem);
	return f.left < n ? (long)(n - f.left) : f.error;
}
syscall(220, sys_getdents64);

static s32 dir_read(struct file *file, char *buf, u32 n, u32 *pos)
{
	return -EISDIR;
}

const struct file_operations dir_operations = {
	.read = dir_read, .has_position = true };
