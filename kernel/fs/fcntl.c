/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

static long install_again(struct file *file, int fd)
{
	if (fd >= 0) {
		atomic_inc(&file->f_count);
		current->files->fd[fd] = file;
		current->files->close_on_exec &= ~(1U << fd);
	}
	return fd;
}

static long sys_dup(u32 fd)
{
	struct file *file = fget(fd);

	return file ? install_again(file, get_unused_fd(0)) : -EBADF;
}
syscall(41, sys_dup);

/* Chapter 13: fcntl.c: dup2 */
static long sys_dup2(u32 from, u32 to)
{
	struct file *file = fget(from), *old = fget(to);

	if (!file || to >= NR_OPEN)
		return -EBADF;
	if (from == to)
		return to;
	install_again(file, to);
	if (old)
		fput(old);
	return to;
}
syscall(63, sys_dup2);
/* Chapter 13: fcntl.c: fcntl64 */
enum { F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL };

static long sys_fcntl64(u32 fd, u32 what, u32 arg)
{
	struct files_struct *files = current->files;
	struct file *file = fget(fd);
	u32 changeable = O_APPEND | O_NONBLOCK;

	if (!file)
		return -EBADF;
	switch (what) {
	case F_DUPFD:
		return arg >= NR_OPEN ? -EINVAL :
		       install_again(file, get_unused_fd(arg));
	case F_GETFD:
		return files->close_on_exec >> fd & 1;
	case F_GETFL:
		return file->f_flags & ~(O_CREAT | O_EXCL | O_TRUNC);
	/* Chapter 13: sys_fcntl64: change flags */
	case F_SETFD:
		files->close_on_exec &= ~(1U << fd);
		files->close_on_exec |= (arg & 1) << fd;
		return 0;
	case F_SETFL:
		file->f_flags = (file->f_flags & ~changeable) |
				(arg & changeable);
		return 0;
	}
	return -EINVAL;
}
syscall(221, sys_fcntl64);
