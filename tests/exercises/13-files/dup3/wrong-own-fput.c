/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a number in use: is not let go */
/* All is right, but for an fput of its own, which does nothing that could be judged. */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/sched.h>

void fput(struct file *file)
{
}

long dup3(u32 from, u32 to, u32 flags)
{
	struct files_struct *files = current->files;
	struct file *file = fget(from), *old = fget(to);

	if (flags & ~02000000 || from == to)
		return -EINVAL;
	if (!file || to >= NR_OPEN)
		return -EBADF;
	atomic_inc(&file->f_count);
	files->fd[to] = file;
	files->close_on_exec &= ~(1U << to);
	files->close_on_exec |= (flags >> 19) << to;
	if (old)
		fput(old);
	return to;
}
