/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/syscalls.h>
#include <linux/uio.h>

/* Chapter 13: read_write.c: read and write */
static s32 vfs_read(struct file *file, char *buf, u32 n, u32 *pos)
{
	if (!may_read(file))
		return -EBADF;
	if (!access_ok(VERIFY_WRITE, buf, n))
		return -EFAULT;
	if ((s32)n < 0 || !file->f_op->read)
		return -EINVAL;
	return file->f_op->read(file, buf, n, pos);
}

static s32 vfs_write(struct file *file, const char *buf, u32 n,
		     u32 *pos)
{
	if (!may_write(file))
		return -EBADF;
	if (!access_ok(VERIFY_READ, buf, n))
		return -EFAULT;
	if ((s32)n < 0 || !file->f_op->write)
		return -EINVAL;
	return file->f_op->write(file, buf, n, pos);
}
/* Chapter 13: read_write.c: at the position */

static long sys_read(u32 fd, char *buf, u32 n)
{
	struct file *file = fget(fd);
	u32 pos;
	s32 done;

	if (!file)
		return -EBADF;
	pos = file->f_pos;
	done = vfs_read(file, buf, n, &pos);
	file->f_pos = pos;
	return done;
}
syscall(3, sys_read);

static long sys_write(u32 fd, const char *buf, u32 n)
{
	struct file *file = fget(fd);
	u32 pos;
	s32 done;

	if (!file)
		return -EBADF;
	pos = file->f_pos;
	done = vfs_write(file, buf, n, &pos);
	file->f_pos = pos;
	return done;
}
syscall(4, sys_write);
/* Chapter 13: read_write.c: at another position */

static long sys_pread64(u32 fd, char *buf, u32 n, u32 low, u32 high)
{
	struct file *file = fget(fd);

	if ((s32)high < 0)
		return -EINVAL;
	if (!file)
		return -EBADF;
	if (!file->f_op->has_position)
		return -ESPIPE;
	return high ? 0 : vfs_read(file, buf, n, &low);
}
syscall(180, sys_pread64);

static long sys_pwrite64(u32 fd, const char *buf, u32 n, u32 low,
			 u32 high)
{
	struct file *file = fget(fd);

	if ((s32)high < 0)
		return -EINVAL;
	if (!file)
		return -EBADF;
	if (!file->f_op->has_position)
		return -ESPIPE;
	return high ? -EFBIG : vfs_write(file, buf, n, &low);
}
syscall(181, sys_pwrite64);
/* Chapter 13: read_write.c: move the position */

static long sys_lseek(u32 fd, s32 offset, u32 whence)
{
	struct file *file = fget(fd);
	u32 from;

	if (!file)
		return -EBADF;
	if (whence > 2)
		return -EINVAL;
	if (!file->f_op->has_position)
		return -ESPIPE;
	from = whence == 0 ? 0 : whence == 1 ? file->f_pos :
	       file->f_dentry->d_inode->i_size;
	if ((s32)(from + offset) < 0)
		return -EINVAL;
	return file->f_pos = from + offset;
}
syscall(19, sys_lseek);
/* Chapter 13: read_write.c: several pieces */

/* The sum of the lengths, or an error. */
static long sum(const struct iovec *v, u32 n)
{
	struct iovec one;
	u32 i, all = 0;

	if (n > 1024)
		return -EINVAL;
	for (i = 0; i < n; i++) {
		if (copy_from_user(&one, v + i, sizeof(one)))
			return -EFAULT;
		all += one.len;
		if ((s32)one.len < 0 || (s32)all < 0)
			return -EINVAL;
	}
	return all;
}

/* Chapter 13: read_write.c: a piece */

static s32 do_piece(struct file *file, const struct iovec *one,
		    bool write, bool have)
{
	struct file hasty = *file;
	u32 pos = file->f_pos;
	s32 part;

	if (have)
		hasty.f_flags |= O_NONBLOCK;
	part = write ? vfs_write(file, one->base, one->len, &pos) :
		       vfs_read(&hasty, one->base, one->len, &pos);
	file->f_pos = pos;
	return part;
}
/* Chapter 13: read_write.c: piece after piece */

static long do_vector(u32 fd, const struct iovec *v, u32 n,
		      bool write)
{
	struct file *file = fget(fd);
	long error = -EBADF, done = 0, part;
	struct iovec one;
	u32 i;

	if (file && (write ? may_write(file) : may_read(file)))
		error = sum(v, n);
	for (i = 0; i < n && error > 0; i++) {
		if (copy_from_user(&one, v + i, sizeof(one)))
			return done ? done : -EFAULT;
		part = do_piece(file, &one, write, done);
		if (part < 0)
			return done ? done : part;
		done += part;
		if ((u32)part < one.len)
			break;
	}
	return error < 0 ? error : done;
}

/* Chapter 13: read_write.c: readv and writev */

static long sys_readv(u32 fd, const struct iovec *v, u32 n)
{
	return do_vector(fd, v, n, false);
}
syscall(145, sys_readv);

static long sys_writev(u32 fd, const struct iovec *v, u32 n)
{
	return do_vector(fd, v, n, true);
}
syscall(146, sys_writev);
