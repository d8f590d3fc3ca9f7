/* SPDX-License-Identifier: GPL-2.0-only */
/* An exchange: the new file goes in, and what comes out is let go. */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/sched.h>

static struct file *exchange(u32 fd, struct file *file, u32 mark)
{
	struct files_struct *files = current->files;
	struct file *out = files->fd[fd];

	files->fd[fd] = file;
	files->close_on_exec = (files->close_on_exec & ~(1U << fd)) | mark << fd;
	return out;
}

long dup3(u32 from, u32 to, u32 flags)
{
	u32 mark = flags >> 19;
	struct file *file, *out;

	if (mark << 19 != flags || mark > 1 || to == from)
		return -EINVAL;
	file = fget(from);
	if (to >= NR_OPEN || !file)
		return -EBADF;
	atomic_inc(&file->f_count);
	out = exchange(to, file, mark);
	if (out)
		fput(out);
	return (long)to;
}
