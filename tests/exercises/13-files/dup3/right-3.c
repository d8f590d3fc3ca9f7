/* SPDX-License-Identifier: GPL-2.0-only */
/* The bit is turned over if it is not as it should be; one way out for all errors. */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/sched.h>

static void mark(u32 fd, bool on)
{
	u32 *bits = &current->files->close_on_exec;
	bool is = *bits >> fd & 1;

	if (is != on)
		*bits ^= 1U << fd;
}

long dup3(u32 from, u32 to, u32 flags)
{
	struct file *file, *old;
	long error = 0;

	if (flags & ~02000000 || from == to)
		error = -EINVAL;
	else if (to >= NR_OPEN || !(file = fget(from)))
		error = -EBADF;
	if (error)
		return error;
	old = current->files->fd[to];
	atomic_inc(&file->f_count);
	current->files->fd[to] = file;
	mark(to, flags != 0);
	if (!old)
		return to;
	fput(old);
	return to;
}
